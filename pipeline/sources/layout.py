"""Which raw files there are, and what their columns must be."""

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

SAMPLE_MARK = "SAMPLE.json"
"""Beside generated raw files: the hash of each."""
