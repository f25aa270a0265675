"""An independent oracle: the catalogue questions answered from the raw files by plain loops.

It shares no code with the packages that it checks, only the decisions about the data, written a second time.
"""

from tests.oracle.oracle import Oracle
from tests.oracle.reading import DIRECTOR_REPEATS_DESCRIPTION, DURATION_IN_RATING, PLATFORMS, Title

__all__ = ["DIRECTOR_REPEATS_DESCRIPTION", "DURATION_IN_RATING", "PLATFORMS", "Oracle", "Title"]
