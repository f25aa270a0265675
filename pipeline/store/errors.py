"""Everything that can go wrong with raw files and releases, as one tree.

    CarteleraError
    ├── SourceError            a raw file or folder is not what it should be
    │   ├── MissingSource      it is not there
    │   └── UnreadableSource   it is there but cannot be read as it should
    ├── TableError             a finished table breaks its contract
    └── ReleaseError           a release cannot be read or published
        ├── NoRelease          nothing has been published yet
        ├── DamagedRelease     its files are not those it was published with
        └── WorseModel         what was fitted to it is worse than what is being served

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


class TableError(CarteleraError):
    """A finished table breaks its contract."""


class ReleaseError(CarteleraError):
    """A release cannot be read or published."""


class NoRelease(ReleaseError):
    """Nothing has been published yet."""


class DamagedRelease(ReleaseError):
    """A release's files are not those it was published with."""


class WorseModel(ReleaseError):
    """What was fitted to a release is worse than what is being served."""
