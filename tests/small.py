"""A small catalogue by hand: every question has an answer, most have a tie, and each odd row says why it is here."""

from pathlib import Path

from pipeline.store.vocabulary import PlatformCode
from tests.raw_files import film, film_credits, rating, title, write_raw

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


FILMS = [
    film(
        id="862", title="Paper Boats", release_date="1995-10-30", budget="30000000", revenue="90000000",
        vote_count="5400", vote_average="7.5", popularity="21.5", runtime="81.0",
        belongs_to_collection="{'id': 1, 'name': 'Paper Boats Collection', 'poster_path': None, 'backdrop_path': None}",
        genres="[{'id': 16, 'name': 'Animation'}, {'id': 10751, 'name': 'Family'}]",
        overview="Two brothers fold paper boats and follow them down the river to the sea.",
    ),
    film(
        id="863", title="Paper Boats 2", release_date="1999-11-24", budget="60000000", revenue="90000000",
        vote_count="2000", vote_average="7.0", popularity="12.25",  # just enough votes for their mean
        genres="[{'id': 16, 'name': 'Animation'}, {'id': 10751, 'name': 'Family'}]",
        overview="The brothers build a boat of wood and follow the river back.",
    ),
    # Of three films with one title the most voted is meant, accents aside; two have as many votes.
    film(
        id="12", title="Écume", release_date="1970-01-14", vote_count="40", budget="", revenue="", tagline="",
        overview="No overview found.", runtime="0.0",  # what says that there is none is null
    ),
    film(id="11", title="Ecume", release_date="2004-01-21", vote_count="40", overview="Foam on the river, and a boat."),
    film(
        id="13", title="ECUME", release_date="2010-08-06", vote_count="1999", vote_average="5.25",
        production_companies='[{\'name\': "Plain\'s Pictures", \'id\': 9}]',  # printed in double quotes
    ),
    # Before 1970: it is like others, and none is shown it.
    film(id="14", title="The River", release_date="1939-05-17", overview="A river, a boat and two brothers."),
    # A budget without a revenue tells no return.
    film(id="15", title="Sea Level", release_date="2001-08-06", budget="5000000", revenue="0", vote_count="2500"),
    film(id="16", title="No Date", release_date=""),  # set aside, as the brief asks for
    film(id="862", title="Paper Boats", release_date="1995-10-30", vote_count="1"),  # the first of an id is kept
]  # fmt: skip

FILM_CREDITS = [
    film_credits("862", ["Ana Ruiz", "Tom Oak"], Director="Ada Bell", Writer="Ana Ruiz"),
    # In another case is nobody else; with another accent is.
    film_credits("863", ["Tom Oak", "TOM OAK", "Tom Oák"], Director="Ada Bell"),
    film_credits("12", ["Tom Oak"], Director="Zoë Ek"),
    film_credits("13", ["Conan O'Hara", "Bo Chen"], Director="Ada Bell"),
    film_credits("14", [], Director="Zoë Ek"),
    film_credits("15", ["Tom Oak"], Director="Tom Oak"),  # who acts and directs is an actor and a director
    film_credits("16", ["Nobody Else"]),  # of a film that was set aside
]


def write_small(folder: Path) -> Path:
    """Write the small catalogue's raw files."""
    catalogues = {
        PlatformCode.AMAZON: AMAZON,
        PlatformCode.DISNEY: DISNEY,
        PlatformCode.HULU: HULU,
        PlatformCode.NETFLIX: NETFLIX,
    }
    return write_raw(folder, catalogues, RATINGS, FILMS, FILM_CREDITS)
