"""The enums: the word lists of the tables, described for someone who sees only the schema."""

from enum import Enum

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

from graphql_api.queries.film_order import FilmOrderField
from graphql_api.queries.title_order import OrderDirection, TitleOrderField
from pipeline.store.vocabulary import (
    Basis,
    DurationType,
    ModelTask,
    PlatformCode,
    RatingsSignal,
    TitleType,
    VerdictBasis,
)


def _described(enum: type[Enum], description: str, name: str | None = None, /, **values: str) -> None:
    """Declare an enum. Strawberry cannot describe the values of a `StrEnum` where they stand, so it is done after."""
    strawberry.enum(enum, name=name, description=description)
    definition: StrawberryEnumDefinition = enum.__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = values[value.name]


_described(
    PlatformCode,
    "A streaming platform of the catalogues. Lists go in this order.",
    AMAZON="Amazon Prime Video; ids begin with `a`.",
    DISNEY="Disney+; ids begin with `d`.",
    HULU="Hulu; ids begin with `h`.",
    NETFLIX="Netflix; ids begin with `n`.",
)
_described(TitleType, "Film or series.", MOVIE="A film.", TV_SHOW="A series or show.")
_described(DurationType, "The unit of a title's length.", MIN="Minutes.", SEASON="Seasons.")
_described(
    TitleOrderField,
    "What titles can be ordered by.",
    TITLE="The lower-case title.",
    RELEASE_YEAR="Year of release.",
    DATE_ADDED="When the platform added it.",
    DURATION="Length: all titles in minutes, then all in seasons, whichever the direction.",
    SCORE="Mean score of users, damped so that a few votes count little.",
    VOTES="Number of ratings.",
)
_described(
    FilmOrderField,
    "What films can be ordered by.",
    TITLE="The title.",
    RELEASE_DATE="Day of release.",
    POPULARITY="Popularity in the film set.",
    VOTE_COUNT="Number of votes.",
    VOTE_AVERAGE="Mean of the votes.",
    REVENUE="Money taken.",
    RETURN_RATIO="Money taken for each dollar spent.",
)
_described(
    OrderDirection,
    "Which way to order.",
    ASC="Smallest, oldest or A first.",
    DESC="Largest, newest or Z first.",
)
_described(
    Basis,
    "What a suggestion rests on.",
    "RecommendationBasis",
    CONTENT=(
        "Likeness of description, cast, director, genre and the like, to the title asked about or to those the user "
        "rated well."
    ),
    RATINGS="What users with the same taste rated well.",
    POPULARITY="What most users rate well: not personal, used when nothing is known of the user.",
)
_described(
    VerdictBasis,
    "What a verdict depends on.",
    BASE_RATE="Neither user nor title: the same answer for everybody.",
    USER="The user's habits alone: the same answer for every title.",
    USER_AND_TITLE="Both the user and the title.",
)
_described(
    RatingsSignal,
    "What ratings tell about users and titles.",
    HEALTHY="Users and titles both differ: every model is in use.",
    USER_ONLY="Users differ, titles do not: mean scores are chance, and verdicts rest on the user alone.",
    NONE="Neither differs: verdicts are the same for everybody.",
    MISJOINED=(
        "Ratings fit one another but not the titles they name, as if ids were mixed up: they are not used to suggest "
        "titles."
    ),
    INSUFFICIENT="Too few ratings to tell: treated like `USER_ONLY`. `tests` says how many it would take.",
    NOT_MEASURED="There were no ratings, or no model has been fitted.",
)
_described(
    ModelTask,
    "What a model is for.",
    SIMILAR_TITLES="`Title.recommendations`.",
    USER_RECOMMENDATIONS="`User.recommendations`.",
    WOULD_LIKE="`wouldLike`.",
    SIMILAR_FILMS="`Film.recommendations`.",
)
