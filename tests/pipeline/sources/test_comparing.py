import pytest

from pipeline.sources.comparing import refuse_equal_parts
from pipeline.sources.finding import find
from pipeline.store.errors import UnreadableSource
from pipeline.store.vocabulary import PlatformCode
from tests.pipeline.sources.making import HEADER, ROW, amazon, fault
from tests.raw_files import rating, title, write_raw


def test_two_files_of_ratings_that_say_the_same_are_refused_whatever_their_names(raw):
    content = (raw / "ratings" / "1.csv").read_bytes()
    (raw / "ratings" / "copy.csv").write_bytes(b"\xef\xbb\xbf" + content)
    message = fault(raw)
    assert message == (
        f"{raw / 'ratings' / 'copy.csv'} holds the same as {raw / 'ratings' / '1.csv'}; expected each file once: "
        f"take one of them away"
    )


def test_two_catalogues_that_say_the_same_are_refused(raw):
    write_raw(raw, {PlatformCode.HULU: [title()]})
    assert "hulu_titles.csv holds the same as" in fault(raw)


def test_parts_are_compared_by_what_they_hold(tmp_path):
    parts = {tmp_path / f"{name}.csv": tmp_path / f"{name}.parquet" for name in "abc"}
    for part, content in zip(parts.values(), (b"one", b"two", b"four"), strict=True):
        part.write_bytes(content)
    refuse_equal_parts(parts)
    parts[tmp_path / "b.csv"].write_bytes(b"one")
    with pytest.raises(UnreadableSource, match=r"b\.csv holds the same ratings as .*a\.csv; expected each file once"):
        refuse_equal_parts(parts)


@pytest.mark.parametrize("name", ["OTT", "Platform", "streaming service"])
@pytest.mark.parametrize("says", ["Hulu", "HULU ", "disney+", "Disney Plus", "Netflix", "netflix"])
def test_a_catalogue_that_names_another_platform_is_refused(raw, name, says):
    amazon(raw, f"{HEADER},{name}\n{ROW},Prime Video\n{ROW},{says}\n")
    message = fault(raw)
    assert (
        f"names another platform than Amazon Prime Video: its column {name} says {says} in row 2, which is" in message
    )
    assert message.endswith("give the file the name of its platform, or take out the rows of others")


@pytest.mark.parametrize("says", ["amazon", "Amazon Prime Video", "prime", "AMAZON_PRIME", "", "Mubi", "a"])
def test_its_own_platform_and_none_of_ours_are_no_matter(raw, says):
    amazon(raw, f"{HEADER},OTT\n{ROW},{says}\n")
    assert find(raw).catalogues[PlatformCode.AMAZON].rows == 1


def test_ratings_may_name_any_platform(raw):
    write_raw(raw, {}, {"1": [rating()]})
    content = (raw / "ratings" / "1.csv").read_text(encoding="utf-8")
    (raw / "ratings" / "1.csv").write_text(
        content.replace("movieId", "movieId,platform").replace("ns1", 'ns1,"Netflix"'), encoding="utf-8"
    )
    assert find(raw).ratings[0].platforms == {"netflix": "column platform says Netflix in row 1"}
