"""The numbers of a model that are no arrays: `parameters.json`."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from pipeline.store.errors import DamagedRelease
from pipeline.store.vocabulary import Basis

PARAMETERS = "parameters.json"


@dataclass(frozen=True, slots=True)
class Parameters:
    """How the arrays of a model are read.

    Attributes:
        suggestions: what the weights of `taste_weights` rest on; None when nothing may be suggested from ratings.
        preference: of the model behind verdicts, as `recsys.preference` describes them.
        reusable: what each part was fitted to, by the part: a later fit to the same takes the part over.
    """

    suggestions: Basis | None
    preference: Mapping[str, Any]
    reusable: Mapping[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> Path:
        """Write `parameters.json` into a folder."""
        file = folder / PARAMETERS
        file.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")
        return file

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read a folder's `parameters.json`.

        Raises:
            DamagedRelease: it is missing or is no such file.
        """
        file = folder / PARAMETERS
        try:
            content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
            basis = content["suggestions"]
            return cls(basis and Basis(basis), content["preference"], content["reusable"])
        except OSError as fault:
            raise DamagedRelease(f"{file} cannot be read ({fault.strerror}); fit the models again") from None
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise DamagedRelease(f"{file} holds no parameters ({fault!r}); fit the models again") from None
