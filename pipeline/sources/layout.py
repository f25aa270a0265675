"""Which raw files there are, what their columns must be, and what public copies call them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.store.vocabulary import PlatformCode

CATALOGUE_COLUMNS = (
    "show_id", "type", "title", "director", "cast", "country",
    "date_added", "release_year", "rating", "duration", "listed_in", "description",
)  # fmt: skip
FILM_COLUMNS = (
    "adult", "belongs_to_collection", "budget", "genres", "homepage", "id", "imdb_id", "original_language",
    "original_title", "overview", "popularity", "poster_path", "production_companies", "production_countries",
    "release_date", "revenue", "runtime", "spoken_languages", "status", "tagline", "title", "video", "vote_average",
    "vote_count",
)  # fmt: skip
FILM_CREDIT_COLUMNS = ("cast", "crew", "id")
RATING_COLUMNS = ("userId", "rating", "timestamp", "movieId")

CATALOGUE_FILES = {
    PlatformCode.AMAZON: "catalogues/amazon_prime_titles.csv",
    PlatformCode.DISNEY: "catalogues/disney_plus_titles.csv",
    PlatformCode.HULU: "catalogues/hulu_titles.csv",
    PlatformCode.NETFLIX: "catalogues/netflix_titles.csv",
}
"""Where each platform's catalogue lies below the folder of raw files."""

RATINGS_FOLDER = "ratings"
"""Every CSV file in this folder holds ratings."""

FILMS_FILE = "films/movies_dataset.csv"
FILM_CREDITS_FILE = "films/credits.csv"
"""Where the film set lies: its films, and who is in them."""

PACKED = ".gz"
"""What may follow the name of any of them."""

SAMPLE_MARK = "SAMPLE.json"
"""Beside generated raw files: the hash of each."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What files of one kind may do that others may not.

    Attributes:
        renamed: what public copies call a column, and which of ours it is; in the words of `fold`.
        walked: whether every row is looked at before anything is made of them; else only where quotes make it needful.
        number_at_end: the column that, standing last as a whole number, may end the file without a line end.
    """

    renamed: Mapping[str, str] = field(default_factory=dict)
    walked: bool = False
    number_at_end: str | None = None


RATING_HABITS = Habits(
    renamed={
        "user": "userId",
        "score": "rating",
        "stars": "rating",
        "time": "timestamp",
        "unixtime": "timestamp",
        "ratedat": "timestamp",
        "titleid": "movieId",
        "itemid": "movieId",
    },
)
CATALOGUE_HABITS = Habits(
    renamed={
        "id": "show_id",
        "contenttype": "type",
        "name": "title",
        "directors": "director",
        "directedby": "director",
        "actors": "cast",
        "starring": "cast",
        "countries": "country",
        "added": "date_added",
        "addedon": "date_added",
        "addeddate": "date_added",
        "year": "release_year",
        "releasedyear": "release_year",
        "yearreleased": "release_year",
        "agerating": "rating",
        "maturityrating": "rating",
        "genre": "listed_in",
        "genres": "listed_in",
        "categories": "listed_in",
        "summary": "description",
        "synopsis": "description",
        "plot": "description",
    },
    walked=True,
)
"""`runtime` is not among them: where it stands it is a bare number, and a duration has a unit."""

FILM_HABITS = Habits(
    renamed={
        "filmid": "id",
        "movieid": "id",
        "tmdbid": "id",
        "genre": "genres",
        "collection": "belongs_to_collection",
        "companies": "production_companies",
        "countries": "production_countries",
        "votes": "vote_count",
    },
    walked=True,
    number_at_end="vote_count",  # the public copy of the film set ends so
)
FILM_CREDIT_HABITS = Habits(renamed={"filmid": "id", "movieid": "id", "tmdbid": "id"}, walked=True)

PLATFORM_COLUMNS = (
    "ott",
    "ottplatform",
    "platform",
    "platformname",
    "streamingplatform",
    "streamingservice",
    "service",
)
"""What a further column is called, in the words of `fold`, that says which platform a row is of."""

PLATFORM_NAMES = {
    "amazon": PlatformCode.AMAZON,
    "amazonprime": PlatformCode.AMAZON,
    "amazonprimevideo": PlatformCode.AMAZON,
    "amazonvideo": PlatformCode.AMAZON,
    "prime": PlatformCode.AMAZON,
    "primevideo": PlatformCode.AMAZON,
    "disney": PlatformCode.DISNEY,
    "disney+": PlatformCode.DISNEY,
    "disneyplus": PlatformCode.DISNEY,
    "hulu": PlatformCode.HULU,
    "netflix": PlatformCode.NETFLIX,
}
"""What such a column says, in the words of `fold`."""


def fold(name: str) -> str:
    """A name as it is compared: case, spaces, hyphens and underscores aside."""
    return "".join(
        name.casefold().replace("\ufeff", "").replace("\u200b", "").replace("-", " ").replace("_", " ").split()
    )
