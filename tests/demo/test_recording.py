"""A film of two short scenes, recorded as the whole one is."""

import importlib.util
import re
import time

import pytest

from demo import needs
from demo.acts import cards, graphiql
from demo.captions import LANGUAGES
from demo.commands import Run
from demo.faults import Differs, Missing
from demo.script import beat, scene

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not importlib.util.find_spec("playwright"), reason="Playwright is not installed"),
]

SCENES = (
    scene("title", "Título", "Title", beat(cards.title, "¿Qué hay?", "What is on?")),
    scene("count", "Preguntas", "Questions", beat(graphiql.tab("PlatformCounts"), "¿Cuántos hay?", "How many?")),
)


@pytest.fixture(scope="module")
def equipped():
    try:
        needs.check()
    except Missing as lacking:
        pytest.skip(str(lacking))


@pytest.fixture
def data(fitted_data):
    from demo.record import Data

    return Data(Run("pipeline build", (), 0.0), fitted_data)


def test_two_scenes_become_films_with_captions_in_both_languages(equipped, data, tmp_path):
    from demo import film
    from demo.record import record

    told = []
    began = time.monotonic()
    films = record(SCENES, data, tmp_path / "work", tmp_path / "out", told.append)
    passed = time.monotonic() - began
    assert [line.split(",")[0] for line in told[:2]] == ["scene 1 of 2: title", "scene 2 of 2: count"]
    lengths = {film.check_length(each) for each in films.values()}
    assert 2 * 2.5 <= min(lengths) <= max(lengths) < passed
    assert max(lengths) - min(lengths) < 0.2
    for language, each in films.items():
        probed = film.probe(each)
        assert (probed["width"], probed["height"], probed["codec_name"]) == (1280, 720, "h264")
        assert probed["captions"] == (["spa", "eng"] if language == "both" else [])
    for language in LANGUAGES:
        for kind in ("srt", "vtt"):
            text = (tmp_path / "out" / f"cartelera.{language}.{kind}").read_text(encoding="utf-8")
            assert len(re.findall("-->", text)) == 2
            assert ("¿Cuántos hay?" in text) is (language == "es")


def test_an_answer_that_is_not_the_services_ends_the_recording(equipped, data, tmp_path, monkeypatch):
    from demo.record import record
    from demo.service import Service

    asked = Service.ask
    monkeypatch.setattr(
        Service, "ask", lambda self, query, **more: None if "PlatformCounts" in query else asked(self, query, **more)
    )
    with pytest.raises(Differs, match=r"PlatformCounts: the screen shows .*, expected null as the API answers"):
        record(SCENES[1:], data, tmp_path / "work", tmp_path / "out", lambda _: None)
    assert not (tmp_path / "out").exists()


def test_what_does_not_come_is_told_in_one_sentence():
    from playwright.sync_api import TimeoutError as TooLate

    from demo.record import told

    expected = r"scene 'lost' stopped at: Timeout 500ms .* waiting for tab, expected"
    with pytest.raises(Differs, match=expected) as fault, told("lost"):
        raise TooLate("Timeout 500ms exceeded.\nCall log:\n  - waiting for tab\n")
    assert "\n" not in str(fault.value)
