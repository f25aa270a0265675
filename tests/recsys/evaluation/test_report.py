"""A card as text says everything that the card does."""

from pipeline.store.card import ModelCard
from recsys.evaluation.report import markdown
from tests.models import CARD


def test_every_figure_stands_beside_those_of_simpler_ways():
    lines = markdown(CARD, "release r1").splitlines()
    assert lines[0] == "# How good the models are: release r1"
    assert "**HEALTHY.** Ratings tell about users and about titles, and users have tastes in common." in lines
    assert "| user effect | yes | 0.17 | [0.1500, 0.1900] | Users differ: they explain 17 % of it. |" in lines
    assert "| agreement with content | not made |  |  | Not made: too few titles have ratings. |" in lines
    first = lines.index("## User recommendations: EASE")
    assert lines[first + 6 : first + 8] == [
        "| **NDCG@100** | a fifth of the users unseen | higher | **EASE** | **0.4375** | [0.4000, 0.4750] | |",
        "| | | | popularity | 0.2500 | | [+0.1500, +0.2250] |",
    ]


def test_a_model_without_figures_has_no_table():
    lines = markdown(CARD, "r1").splitlines()
    first = lines.index("## Similar titles: content KNN")
    assert lines[first + 2 : first + 4] == ["The nearest titles by content.", ""]


def test_the_card_as_json_is_the_card(tmp_path):
    (tmp_path / "model_card.json").write_text(CARD.text())
    assert ModelCard.read(tmp_path) == CARD
