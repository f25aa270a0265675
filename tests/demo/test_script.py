import ast
import string
from pathlib import Path

import pytest
from graphql import build_schema, parse, validate

import demo
from demo import queries
from demo.captions import LANGUAGES, LONGEST
from demo.commands import Line, Run
from demo.facts import facts
from demo.faults import OutOfBounds
from demo.film import LONGEST as LONGEST_FILM
from demo.script import SCENES, chosen
from graphql_api.schema import printed

BEATS = [(scene.key, each.said) for scene in SCENES for each in scene.beats]
FOLDER = Path(demo.__file__).parent
SCHEMA = build_schema(printed())

RUN = Run(
    "pipeline build",
    tuple(
        Line(text, 0.0)
        for text in (
            "catalogues/netflix_titles.csv             1,917        1,915            2",
            "ratings/8.csv                             9,510        9,509            1",
            "all                                      11,427       11,424            3",
            "Repaired, in rows:",
            "          63  catalogues/hulu_titles.csv: a length moved out of rating",
            "       1,001  ratings/8.csv: made up",
            "Set aside, in rows:",
            "           1  titles: duration is neither minutes nor seasons",
        )
    ),
    1.0,
)


class Service:
    """Answers what the recorder asks before it begins; a word is found with one letter missing."""

    def ask(self, query, **_variables):
        if "DemoFacts" not in query:
            return {"search": {"nodes": [{"displayTitle": "Quiet Rain"}]}}
        plain = {"id": "ns2", "displayTitle": "Loud Sun", "platform": {"code": "NETFLIX"}, "cast": []}
        known = {"id": "ns1", "displayTitle": "Quiet Rain", "platform": {"code": "NETFLIX"}, "cast": [1]}
        return {
            "dataset": {"tables": [{"name": "titles", "rows": 5000}, {"name": "ratings", "rows": 200000}]},
            "users": [{"userId": 7}],
            "films": {"nodes": [{"id": "film:862"}]},
            "middling": {"nodes": [{**plain, "alsoOn": []}]},
            "much": {"nodes": [{**known, "alsoOn": [{"id": "hs1"}]}, {**plain, "alsoOn": [{"id": "hs1"}]}]},
        }


def test_every_scene_is_named_and_said_in_both_languages():
    assert len({scene.key for scene in SCENES}) == len(SCENES)
    for scene in SCENES:
        assert scene.beats
        for said in (scene.name, *(each.said for each in scene.beats)):
            assert all(said.of(language).strip() for language in LANGUAGES), scene.key
    assert all(said.es != said.en for _, said in BEATS)


@pytest.mark.parametrize(("key", "said"), BEATS)
def test_a_caption_fits_the_strip_and_names_only_what_is_known(key, said):
    known = facts(RUN, Service())
    names = [{name for _, name, _, _ in string.Formatter().parse(said.of(language)) if name} for language in LANGUAGES]
    assert names[0] == names[1] <= known.keys()
    filled = said.filled(known)
    assert max(len(filled.es), len(filled.en)) <= LONGEST


def test_the_captions_alone_leave_the_film_below_seven_minutes():
    known = facts(RUN, Service())
    assert sum(said.filled(known).seconds for _, said in BEATS) < LONGEST_FILM - 60


def test_figures_of_captions_are_those_that_the_pipeline_printed_and_the_service_serves():
    known = facts(RUN, Service())
    assert {name: known[name] for name in ("files", "read", "aside", "repaired", "titles", "ratings", "films")} == {
        "files": "2", "read": "11,427", "aside": "3", "repaired": "1,064", "titles": "5,000", "ratings": "200,000",
        "films": "0",
    }  # fmt: skip


def test_the_title_to_show_is_on_two_platforms_and_is_looked_for_with_a_letter_missing():
    known = facts(RUN, Service())
    assert (known["id"], known["typed"], known["platform"]) == ("ns1", "quet rain", "NETFLIX")


@pytest.mark.parametrize("file", sorted(queries.HERE.glob("*.graphql")), ids=lambda file: file.stem)
def test_every_question_of_the_recorder_is_one_that_the_service_understands(file):
    assert validate(SCHEMA, parse(queries.query(file.stem))) == []


def test_every_question_of_the_recorder_is_asked():
    asked = {
        node.args[0].value
        for file in FOLDER.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in {"query", "linked"}
        and isinstance(node.args[0], ast.Constant)
    }
    assert asked == {file.stem for file in queries.HERE.glob("*.graphql")}


def test_scenes_are_chosen_by_name_in_the_order_of_the_script():
    assert [scene.key for scene in chosen("end, title")] == ["title", "end"]
    assert chosen("") == SCENES
    with pytest.raises(OutOfBounds, match=r"no scene 'tilte' in script.py, expected one of title, pipeline"):
        chosen("tilte")
