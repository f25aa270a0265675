"""Everything that can go wrong with raw files and releases, as one tree.

    CarteleraError
    ├── SourceError            a raw file or folder is not what it should be
    │   ├── MissingSource      it is not there
    │   ├── UnreadableSource   it is there but cannot be read as it should
    │   ├── TooManySetAside    more of its rows may not enter than are put up with
    │   └── UnlikeCurrent      it is much smaller than what it would take the place of, or of another platform
    ├── TableError             a finished table breaks its contract
    ├── EngineError            what was to run the steps is not there, or gave up
    ├── ReportError            what draws the report is not there, or the report has no place to go
    └── ReleaseError           a release cannot be read or published
        ├── NoRelease          nothing has been published yet
        ├── Busy               somebody else is writing
        ├── DamagedRelease     its files are not those it was published with
        ├── WorseModel         what was fitted to it is worse than what is being served
        ├── StoreError         an object store cannot be reached, or refuses
        └── Overtaken          another release was made current meanwhile

Every message says what was found, what was expected, and what to do.
"""


class CarteleraError(Exception):
    """A fault that its message explains to the person at the keyboard."""


class SourceError(CarteleraError):
    """A raw file or folder is not what it should be."""


class MissingSource(SourceError):
    """A raw file or folder is not there."""


class UnreadableSource(SourceError):
    """A raw file is there but cannot be read as it should."""


class TooManySetAside(SourceError):
    """More rows of a raw file may not enter than are put up with."""


class UnlikeCurrent(SourceError):
    """A raw file is much smaller than what it would take the place of, or of another platform."""


class TableError(CarteleraError):
    """A finished table breaks its contract."""


class EngineError(CarteleraError):
    """What was to run the steps is not there, or gave up."""


class ReportError(CarteleraError):
    """What draws the report is not there, or the report has no place to go."""


class ReleaseError(CarteleraError):
    """A release cannot be read or published."""


class NoRelease(ReleaseError):
    """Nothing has been published yet."""


class Busy(ReleaseError):
    """Somebody else is doing what only one may do at a time."""


class DamagedRelease(ReleaseError):
    """A release's files are not those it was published with."""


class WorseModel(ReleaseError):
    """What was fitted to a release is worse than what is being served."""

    exit_code = 65
    """What a command ends with that only other data would help (`EX_DATAERR` among the codes that Unix knows)."""


class StoreError(ReleaseError):
    """An object store cannot be reached, or refuses."""


class Overtaken(ReleaseError):
    """Another release was made current in an object store while this one was being made."""


def of_the_disk(fault: BaseException) -> bool:
    """Whether a fault that polars met is the disk's, such as a full one: it says so in words alone."""
    return "os error" in str(fault)
