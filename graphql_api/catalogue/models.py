"""What was fitted to a release: the card, those who rated, and what is said for them."""

from dataclasses import dataclass
from typing import Self

from graphql_api.catalogue.preference import Preference
from graphql_api.catalogue.taste import Taste
from graphql_api.catalogue.users import Users
from pipeline.store.arrays import mapped
from pipeline.store.card import ModelCard
from pipeline.store.parameters import Parameters
from pipeline.store.releases import Release


@dataclass(frozen=True, slots=True)
class Models:
    """The models that answer about users."""

    card: ModelCard
    users: Users
    taste: Taste
    preference: Preference

    @classmethod
    def read(cls, release: Release) -> Self | None:
        """The models of a release, if any were fitted.

        Raises:
            DamagedRelease: a file of theirs is missing or unreadable.
        """
        if release.manifest.model_version is None:
            return None
        arrays, parameters = mapped(release.folder), Parameters.read(release.folder)
        return cls(
            card=ModelCard.read(release.folder),
            users=Users.of(arrays),
            taste=Taste.of(arrays, parameters.suggestions),
            preference=Preference.of(arrays, parameters.preference),
        )
