"""Whether a user would like a title."""

import strawberry

from graphql_api.catalogue import verdicts
from graphql_api.context import Context
from graphql_api.errors import BadUserInput
from graphql_api.types.title import Title
from graphql_api.types.user import User
from graphql_api.types.users import models_of, shown
from pipeline.store.vocabulary import VerdictBasis

LOWEST, HIGHEST = 0.5, 5.0
"""The scores that there are to give."""


@strawberry.type(description="Whether a user would like a title.")
class Verdict:
    """Whether a user would like a title."""

    user: User | None = strawberry.field(
        description=(
            "The user; null when unknown, and then the answer is what holds for everybody, "
            "or when the service does not show users."
        )
    )
    title: Title = strawberry.field(description="The title judged.")
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
    reasons: list[str] = strawberry.field(description="Short phrases in English that say why, the weightiest first.")


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
    user = models.users.by_number(number)
    found = verdicts.judged(context.snapshot, models, user, record.row, threshold, context.users)
    return Verdict(
        user=shown(context, user),
        title=Title.of(record),
        threshold=threshold,
        probability=found.probability,
        recommended=found.probability >= found.cutoff,
        cutoff=found.cutoff,
        base_rate=found.base_rate,
        lift=found.probability / found.base_rate if found.base_rate else 1.0,
        basis=found.basis,
        actual_score=found.actual_score,
        reasons=found.reasons,
    )
