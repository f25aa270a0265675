import re

import pytest

from demo import look

SHEET = (look.HERE / "look.css").read_text(encoding="utf-8")
COLOURS = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", SHEET))


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["words", "soft", "bulb"])
def test_what_is_written_stands_out_from_the_ground(name):
    assert contrast(COLOURS[name], COLOURS["house"]) >= 7


@pytest.mark.parametrize("done", [0, 0.5, 1])
def test_bulbs_are_lit_as_far_as_the_film_is(done):
    assert look.strip("Scene", "Words", done).count('class="lit"') == done * look.BULBS


def test_words_are_shown_as_they_are():
    assert "a &lt; b &amp; c" in look.strip("Scene", "a < b & c", 0)


def test_pages_of_our_own_need_no_other_file():
    for made in (
        look.title_card("a", "b"),
        look.end_card("a", "b", {"c": "d"}),
        look.terminal(),
        look.strip("a", "b", 0),
    ):
        assert not re.search(r"(?:src|href)=|@import|url\((?!data:)", made)
