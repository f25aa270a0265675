"""Catalogues that the page is shown with: longer than one page of a list, nearly nothing, and what tells nothing."""

from dataclasses import replace
from pathlib import Path

from pipeline.build import build
from pipeline.progress import Steps
from pipeline.store.releases import activate
from pipeline.store.vocabulary import PlatformCode, RatingsSignal
from tests.conftest import NEIGHBOURS, publish, publish_fitted
from tests.models import CARD
from tests.raw_files import rating, title, write_raw
from tests.small import AMAZON, RATINGS, write_small

MANY = 30
"""Titles beside the small catalogue's: more than a page of any list holds."""
RATED = 20
"""How many of them user 1 rated: more than a page of a history holds."""
SHORT_WORDS = "Norm Johnson's 2021 Dinner+ Day Special"
LONGEST_NAME = "The Incomprehensibilities of a Counterrevolutionary Otorhinolaryngologist"


def publish_many(raw: Path, data: Path) -> None:
    """The small catalogue and many titles more, all with the same cast and director; with a model."""
    write_small(raw)
    reels = [
        title(show_id=f"s{100 + n}", title=name, release_year=str(1979 + n), cast="Max Reed", director="Ida Lund")
        for n, name in enumerate([LONGEST_NAME, SHORT_WORDS, *(f"Reel {n:02}" for n in range(2, MANY))])
    ]
    rated = [rating(movieId=f"as{100 + n}", timestamp=str(1425941529 + 86400 * n)) for n in range(RATED)]
    write_raw(raw, {PlatformCode.AMAZON: [*AMAZON, *reels]}, {**RATINGS, "3": rated})
    activate(data, publish_fitted(data, build(raw, data, Steps()), NEIGHBOURS).manifest.version)


def publish_bare(raw: Path, data: Path) -> None:
    """The least that can be served: one title, of which next to nothing is known. There is no rating, film or model."""
    unknown = dict.fromkeys(("cast", "director", "duration", "country", "date_added", "rating", "description"), "")
    write_raw(raw, {PlatformCode.HULU: [title(title="Untimed", **unknown)]})
    publish(raw, data)


def publish_doubtful(raw: Path, data: Path) -> None:
    """The small catalogue as if it had been generated, with a model to whose ratings titles make no difference."""
    built = build(write_small(raw), data, Steps())
    built = replace(built, manifest=replace(built.manifest, synthetic=True))
    card = replace(CARD, signal=RatingsSignal.USER_ONLY, summary="Titles make no difference to their ratings.")
    fitted = publish_fitted(data, built, NEIGHBOURS, model="m2", card=card)
    activate(data, fitted.manifest.version)
