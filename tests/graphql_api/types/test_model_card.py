"""What the models are, as the card of the release says."""

from dataclasses import replace

import pytest

from graphql_api.types.model_card import ModelCard
from pipeline.store.vocabulary import ModelTask, RatingsSignal
from tests.graphql_api.asking import answer
from tests.models import CARD

WHOLE = """{ modelCard { fittedAt signal summary tests { name finding value interval { low high } passed }
    models { task name description metrics { name split value interval { low high } higherIsBetter
    baselines { name value difference { low high } } } } } }"""


async def test_the_card_is_told_to_the_last_figure(fitted):
    assert (await answer(fitted, WHOLE))["modelCard"] == {
        "fittedAt": "2026-11-20T14:05:00Z",
        "signal": "HEALTHY",
        "summary": "Ratings tell about users and about titles, and users have tastes in common.",
        "tests": [
            {
                "name": "user effect",
                "finding": "Users differ: they explain 17 % of it.",
                "value": 0.17,
                "interval": {"low": 0.15, "high": 0.19},
                "passed": True,
            },
            {
                "name": "agreement with content",
                "finding": "Not made: too few titles have ratings.",
                "value": None,
                "interval": None,
                "passed": None,
            },
        ],
        "models": [
            {
                "task": "SIMILAR_TITLES",
                "name": "content KNN",
                "description": "The nearest titles by content.",
                "metrics": [],
            },
            {
                "task": "USER_RECOMMENDATIONS",
                "name": "EASE",
                "description": "What liking one title says for another.",
                "metrics": [
                    {
                        "name": "NDCG@100",
                        "split": "a fifth of the users unseen",
                        "value": 0.4375,
                        "interval": {"low": 0.4, "high": 0.475},
                        "higherIsBetter": True,
                        "baselines": [
                            {"name": "popularity", "value": 0.25, "difference": {"low": 0.15, "high": 0.225}}
                        ],
                    }
                ],
            },
            {
                "task": "WOULD_LIKE",
                "name": "bias",
                "description": "How far user and title stand above the rest.",
                "metrics": [],
            },
        ],
    }


async def test_without_a_model_it_says_so_and_is_no_error(small):
    assert (await answer(small, WHOLE))["modelCard"] == {
        "fittedAt": None,
        "signal": "NOT_MEASURED",
        "summary": (
            "No model has been fitted to the data being served, so what the ratings tell has not been measured. "
            "Fit one with: recsys fit"
        ),
        "tests": [],
        "models": [],
    }


@pytest.mark.parametrize("signal", RatingsSignal)
def test_every_finding_has_its_word(signal):
    assert ModelCard.of(replace(CARD, signal=signal)).signal is signal


def test_every_task_has_its_word():
    models = tuple(replace(CARD.models[0], task=task) for task in ModelTask)
    assert [model.task for model in ModelCard.of(replace(CARD, models=models)).models] == list(ModelTask)
