"""The closed word lists of the tables: each column that may hold only a few words is an enum of these."""

from enum import StrEnum


class PlatformCode(StrEnum):
    """A platform of the catalogues; lists go in this order."""

    AMAZON = "amazon"
    DISNEY = "disney"
    HULU = "hulu"
    NETFLIX = "netflix"

    @property
    def prefix(self) -> str:
        """The letter that its title ids begin with."""
        return self.value[0]

    @property
    def display_name(self) -> str:
        """The name to show."""
        return _DISPLAY_NAMES[self]


_DISPLAY_NAMES = {
    PlatformCode.AMAZON: "Amazon Prime Video",
    PlatformCode.DISNEY: "Disney+",
    PlatformCode.HULU: "Hulu",
    PlatformCode.NETFLIX: "Netflix",
}


class TitleType(StrEnum):
    """Film or series, as the catalogues write it in lower case."""

    MOVIE = "movie"
    TV_SHOW = "tv show"


class DurationType(StrEnum):
    """The unit of a title's length."""

    MIN = "min"
    SEASON = "season"


class Role(StrEnum):
    """What someone did in a title."""

    ACTOR = "actor"
    DIRECTOR = "director"


class Basis(StrEnum):
    """What a suggestion rests on."""

    CONTENT = "content"
    RATINGS = "ratings"
    POPULARITY = "popularity"


class VerdictBasis(StrEnum):
    """What a verdict depends on."""

    BASE_RATE = "base rate"
    USER = "user"
    USER_AND_TITLE = "user and title"


class RatingsSignal(StrEnum):
    """What ratings tell about users and titles."""

    HEALTHY = "healthy"
    USER_ONLY = "user only"
    NONE = "none"
    MISJOINED = "misjoined"
    INSUFFICIENT = "insufficient"
    NOT_MEASURED = "not measured"


class ModelTask(StrEnum):
    """What a model is for."""

    SIMILAR_TITLES = "similar titles"
    USER_RECOMMENDATIONS = "user recommendations"
    WOULD_LIKE = "would like"
    SIMILAR_FILMS = "similar films"
