import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.captions import FASTEST, SHORTEST, Caption, Said, check, srt, stamp, vtt
from demo.faults import OutOfBounds

WORDS = st.text(st.characters(categories=["L", "N", "P", "Zs"], include_characters="<>&"), min_size=1, max_size=120)
LENGTHS = st.floats(0.04, 30)


@st.composite
def captions(draw):
    """Captions one after the other, as a recording leaves them."""
    at, made = 0.0, []
    for scene, (length, es, en) in enumerate(draw(st.lists(st.tuples(LENGTHS, WORDS, WORDS), max_size=8))):
        made.append(Caption(at, at + length, Said(es, en), scene))
        at += length
    return made


def seconds(stamped):
    hours, minutes, rest = re.fullmatch(r"(\d\d):(\d\d):(\d\d[.,]\d\d\d)", stamped).groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(rest.replace(",", "."))


@given(captions())
def test_subrip_holds_every_caption_with_its_times(made):
    blocks = re.findall(r"^(\d+)\n(\S+) --> (\S+)\n(.*)\n", srt(made, "es"), re.MULTILINE)
    assert [int(number) for number, *_ in blocks] == list(range(1, len(made) + 1))
    assert [text for *_, text in blocks] == [each.said.es for each in made]
    for (_, start, end, _), each in zip(blocks, made, strict=True):
        assert seconds(start) == pytest.approx(each.start, abs=0.001)
        assert seconds(end) == pytest.approx(each.end, abs=0.001)


@given(captions())
def test_webvtt_holds_every_caption_and_no_tags(made):
    text = vtt(made, "en")
    assert text.startswith("WEBVTT\n")
    blocks = re.findall(r"^(\S+) --> (\S+)\n(.*)\n", text, re.MULTILINE)
    assert not re.search("[<>]|&(?!amp;|lt;|gt;)", "".join(said for *_, said in blocks))
    unescaped = [said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for *_, said in blocks]
    assert unescaped == [each.said.en for each in made]


@given(captions())
def test_written_times_do_not_overlap(made):
    for language in ("es", "en"):
        times = re.findall(r"^(\S+) --> (\S+)$", srt(made, language), re.MULTILINE)
        starts, ends = [seconds(start) for start, _ in times], [seconds(end) for _, end in times]
        assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))


@pytest.mark.parametrize(
    ("moment", "written"),
    [(0, "00:00:00,000"), (59.9996, "00:01:00,000"), (61.5, "00:01:01,500"), (3661.001, "01:01:01,001")],
)
def test_moments_as_captions_write_them(moment, written):
    assert stamp(moment, ",") == written


SHORT = Said("Hola", "Hello")


@given(WORDS, WORDS)
def test_a_caption_stands_as_long_as_it_takes_to_read(es, en):
    said = Said(es, en)
    assert said.seconds >= SHORTEST
    check([Caption(0, said.seconds, said, 0)], 1) if es.strip() and en.strip() else None


@pytest.mark.parametrize(
    ("made", "scenes", "told"),
    [
        ([Caption(0, 3, SHORT, 0)], 2, "scene 2 of 2 has no caption in 'es'"),
        ([Caption(0, 3, Said("Hola", " "), 0)], 1, "scene 1 of 1 has no caption in 'en'"),
        ([Caption(0, 2, SHORT, 0)], 1, "a caption of 4 characters stood 2.0 s"),
        ([Caption(0, 3, Said("a" * int(FASTEST * 3 + 2), "b"), 0)], 1, "a caption of 53 characters stood 3.0 s"),
        ([Caption(0, 3, SHORT, 0), Caption(2.9, 6, SHORT, 0)], 1, "the caption at 2.90 s begins before"),
        ([Caption(0, 3, SHORT, 1), Caption(3, 6, SHORT, 0)], 2, "the caption at 3.00 s begins before"),
    ],
)
def test_captions_that_are_missing_too_fast_or_out_of_order_are_told(made, scenes, told):
    with pytest.raises(OutOfBounds, match=re.escape(told)) as fault:
        check(made, scenes)
    assert "\n" not in str(fault.value)
