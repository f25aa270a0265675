"""The whole evaluation on one screen: ratings -> what they tell, and how good every model is on every split."""

from collections.abc import Callable
from datetime import UTC, datetime

from scipy import sparse

from pipeline.store.card import Metric, Model, ModelCard
from pipeline.store.vocabulary import ModelTask
from recsys import ease
from recsys.evaluation import lists
from recsys.evaluation.ranking import LONGEST
from recsys.evaluation.signal import judge
from recsys.evaluation.splitting import at_random, by_time, last_of_each_user
from recsys.interactions import Interactions
from recsys.preference import choose as ladder
from recsys.preference import figures
from recsys.preference.stored import NAMES
from recsys.preference.trial import Trial

MOST_TITLES = 5_000
"""Titles at most among which lists are made, the most liked: every fold needs an inverse of that size."""

RANDOM = "any 20 %"
SPLITS = {ladder.LAST: last_of_each_user, ladder.TIME: by_time, RANDOM: at_random}

EASE = f"EASE, {ease.KEPT} weights a title"
WAYS = {
    EASE: lists.kept_ease(),
    "EASE, all weights": lists.full_ease(),
    "EASE as published": lists.full_ease(ease.PLAIN),
    lists.POPULARITY: lists.popularity,
}


def evaluate(
    ratings: Interactions, content: sparse.csr_array | None, say: Callable[[str], None] = lambda _: None
) -> ModelCard:
    """Everything that is measured, in the form of a model card; what is shown need not be what the signal allows.

    Args:
        ratings: all.
        content: a row a title, of length 1 or 0; None where nothing is known of titles.
        say: told what is being done.
    """
    finding = judge(ratings, content, say)
    say("lists: users unseen, five folds")
    measured = lists.metrics(
        lists.compare(ratings, WAYS, most_titles=MOST_TITLES), EASE, "users unseen, five folds of them"
    )
    for name, held in SPLITS.items():
        say(f"lists: {name}")
        values = lists.compare_known(ratings, held(ratings), WAYS, most_titles=MOST_TITLES)
        measured += lists.metrics(values, EASE, name)
    choice = ladder.choose(ratings, say)
    verdicts: tuple[Metric, ...] = ()
    for split, held in SPLITS.items():
        say(f"would-like: {split}")
        trial = Trial.of(ratings, held(ratings), split)
        for kind, name in NAMES.items():
            trial = trial.joined(name, kind.fit)
        verdicts += figures.metrics(trial, ladder.STACK, [name for name in trial.models if name != ladder.STACK])
    models = (
        Model(
            ModelTask.USER_RECOMMENDATIONS,
            EASE,
            f"Lists of {LONGEST} of the {MOST_TITLES:,} most liked titles, from what users rated 4 or above.",
            measured,
        ),
        Model(
            ModelTask.WOULD_LIKE,
            ladder.STACK,
            f"All ways to answer, on the same ratings; the tests above choose the {choice.name}.",
            verdicts,
        ),
    )
    return ModelCard(datetime.now(UTC), finding.signal, finding.summary, (*finding.tests, *choice.tests), models)
