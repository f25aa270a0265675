"""The part of the root that is about users, and about what is known of them."""

from typing import Annotated

import strawberry

from graphql_api.context import Info
from graphql_api.types import arguments as take
from graphql_api.types.model_card import ModelCard
from graphql_api.types.user import User
from graphql_api.types.users import user_of, users_of
from graphql_api.types.verdict import Verdict, verdict_of


@strawberry.type
class UserQuery:
    """The questions about users."""

    @strawberry.field(
        description=(
            "Whether a user would like a title, and why. An unknown user is judged by what all users do; "
            "null when no title has this id."
        )
    )
    async def would_like(
        self,
        info: Info,
        user_id: take.UserNumber,
        title_id: Annotated[strawberry.ID, strawberry.argument(description="The title to judge.")],
        threshold: Annotated[
            float,
            strawberry.argument(description="The score, 0.5 to 5, from which a rating counts as liking."),
        ] = 3,
    ) -> Verdict | None:
        return verdict_of(info.context, user_id, title_id, threshold)

    @strawberry.field(
        description=(
            "One user by number; null when the user never rated anything, or when the service does not show users."
        )
    )
    async def user(self, info: Info, user_id: take.UserNumber) -> User | None:
        return user_of(info.context, user_id)

    @strawberry.field(
        description=(
            "The users with the most ratings, most first: a few to try the recommendations with. "
            "Empty when the service does not show users."
        )
    )
    async def users(self, info: Info, first: take.HowMany = 10) -> list[User]:
        return users_of(info.context, take.checked("first", first, 1, 100))

    @strawberry.field(
        description="What the models are, how good they are, and whether the ratings say anything at all."
    )
    async def model_card(self, info: Info) -> ModelCard:
        models = info.context.snapshot.models
        return ModelCard.of(models.card if models else None)
