"""A small catalogue by hand: every question has an answer, most have a tie, and each odd row says why it is here."""

from pathlib import Path

from pipeline.store.vocabulary import PlatformCode
from tests.raw_files import rating, title, write_raw

AMAZON = [
    title(
        show_id="s1",
        title="Quiet Rain",
        release_year="2018",
        duration="120 min",
        cast="Ana Ruiz, Bo Chen",
        date_added="",
    ),
    # The longest is tied across platforms: by title, then id.
    title(
        show_id="s2",
        title="Écume",
        release_year="2018",
        duration="150 min",
        cast="Ana Ruiz",
        rating="",
        country="France",
    ),
    # A bare number names nobody.
    title(
        show_id="s3", title="Rain Sounds", release_year="2019", duration="601 min", cast="1", director="", country=""
    ),
    # 0 minutes is kept.
    title(show_id="s10", title="Test Reel", release_year="2019", duration="0 min", cast="", rating="16"),
]
DISNEY = [
    title(show_id="s1", title="The Lantern", release_year="2018", duration="150 min", cast="Bo Chen, Ana Ruiz"),
    title(
        show_id="s2", type="TV Show", title="Lantern Tales", release_year="2018", duration="3 Seasons", cast="Bo Chen",
        date_added="March 1, 2020", rating="TV-Y",
    ),
]  # fmt: skip
HULU = [
    # Hulu names no cast; the length stands in `rating`.
    title(show_id="s1", title="Night Court", release_year="2018", cast="", director="", duration="", rating="94 min"),
    # A Movie measured in seasons is legal.
    title(show_id="s2", title="Marathon", release_year="2019", cast="", director="", duration="", rating="4 Seasons"),
    # No length at all.
    title(show_id="s3", title="Untimed", release_year="2019", cast="", director="", duration="", rating="TV-MA"),
]
NETFLIX = [
    # The same work as Amazon's s1: its cast counts on both.
    title(
        show_id="s1", title="Quiet Rain", release_year="2018", duration="120 min", cast="Ana Ruiz, Bo Chen",
        date_added=" August 14, 2019",
    ),
    # A suffix that the comma split off; added before it was released.
    title(
        show_id="s2", title="Zenith", release_year="2021", duration="95 min", cast="Carl Dean, Jr., ANA RUIZ, Ana Ruiz",
        date_added="December 31, 2020",
    ),
    title(show_id="s3", type="TV Show", title="Abacus", release_year="2021", duration="3 Seasons", cast="Dee Fox"),
]  # fmt: skip

RATINGS = {
    "1": [
        rating(userId="1", movieId="ns1", rating="4.0"),
        rating(userId="2", movieId="ns1", rating="3.0"),  # mean of ns1: exactly 3.5
        rating(userId="1", movieId="as1", rating="5.0"),
        rating(userId="1", movieId="as1", rating="4.0", timestamp="1425941530"),  # the same user again: both count
    ],
    "2": [
        rating(userId="2", movieId="hs1", rating="0.5"),
        rating(userId="3", movieId="ds2", rating="4.5"),
    ],
}


def write_small(folder: Path) -> Path:
    """Write the small catalogue's raw files."""
    catalogues = {
        PlatformCode.AMAZON: AMAZON,
        PlatformCode.DISNEY: DISNEY,
        PlatformCode.HULU: HULU,
        PlatformCode.NETFLIX: NETFLIX,
    }
    return write_raw(folder, catalogues, RATINGS)
