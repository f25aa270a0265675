"""Whether a user would like a title."""

import strawberry

from graphql_api.catalogue import verdicts
from graphql_api.catalogue.records import TitleRecord
from graphql_api.context import Context, Info
from graphql_api.errors import BadUserInput
from graphql_api.types.title import Title
from graphql_api.types.user import User
from graphql_api.types.users import models_of, shown
from graphql_api.visibility import UsersShown
from pipeline.store.vocabulary import VerdictBasis

LOWEST, HIGHEST = 0.5, 5.0
"""The scores that there are to give."""


@strawberry.type(description="Whether a user would like a title.")
class Verdict:
    """Whether a user would like a title. The user, the title and the reasons are made only if they are asked for."""

    def _user(self, info: Info) -> User | None:
        return None if self.place is None else shown(info.context, models_of(info.context).users.at(self.place))

    def _title(self) -> Title:
        return Title.of(self.record)

    def _reasons(self, info: Info) -> list[str]:
        if self.told is None:  # asked for under several names, they are worked out once
            context = info.context
            self.told = verdicts.reasons(context.snapshot, models_of(context), self.judged, context.users)
        return self.told

    # Not by decorators: those fields would come last, and the order is what introspection shows.
    user: User | None = strawberry.field(
        resolver=_user,
        description=(
            "The user; null when unknown, and then the answer is what holds for everybody, "
            "or when the service does not show users."
        ),
    )
    title: Title = strawberry.field(resolver=_title, description="The title judged.")
    threshold: float = strawberry.field(description="The score from which a rating counts as liking.")
    probability: float = strawberry.field(
        description="How probable it is that the user would rate the title at `threshold` or above, 0 to 1."
    )
    recommended: bool = strawberry.field(description="The answer: true when `probability` is at least `cutoff`.")
    cutoff: float = strawberry.field(
        description=(
            "The probability from which the answer is yes: chosen on data kept apart, "
            "so that a yes is right about as often as a no."
        )
    )
    base_rate: float = strawberry.field(
        description=(
            "Share of all ratings that are at `threshold` or above, 0 to 1: "
            "the probability without knowing user or title."
        )
    )
    lift: float = strawberry.field(
        description=(
            "`probability` divided by `baseRate`: above 1, this user is likelier than most to like this title."
        )
    )
    basis: VerdictBasis = strawberry.field(description="What `probability` depends on.")
    actual_score: float | None = strawberry.field(
        description=(
            "The score this user really gave, the newest if several; null when the user has not rated the title."
        )
    )
    reasons: list[str] = strawberry.field(
        resolver=_reasons, description="Short phrases in English that say why, the weightiest first."
    )
    judged: strawberry.Private[verdicts.Judged]
    place: strawberry.Private[int | None]
    record: strawberry.Private[TitleRecord]
    told: strawberry.Private[list[str] | None] = None


def verdict_of(context: Context, number: int, title_id: str, threshold: float) -> Verdict | None:
    """Whether the user of a number would like a title; None when there is no such title.

    Raises:
        BadUserInput: the threshold is no score.
        ModelNotReady: no model has been fitted to what is served.
    """
    if not LOWEST <= threshold <= HIGHEST:  # which nan is not, either
        raise BadUserInput(f"`threshold` is {threshold:g}; it must be {LOWEST:g} to {HIGHEST:g}", argument="threshold")
    models = models_of(context)
    record = context.snapshot.titles.get(title_id)
    if record is None:
        return None
    place = models.users.place(number)
    found = verdicts.judged(models, place, record.row, threshold)
    probability = found.answer.probability
    return Verdict(
        threshold=threshold,
        probability=probability,
        recommended=probability >= found.cutoff,
        cutoff=found.cutoff,
        base_rate=found.base_rate,
        lift=probability / found.base_rate if found.base_rate else 1.0,
        basis=found.answer.basis,
        actual_score=found.history.own if context.users == UsersShown.HISTORY else None,
        judged=found,
        place=place,
        record=record,
    )
