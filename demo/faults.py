"""What ends a recording, as one tree.

DemoError             of `pipeline.store.errors.CarteleraError`: its message explains it to whoever records
├── Missing           a program or a built page that recording takes is not there
├── Failed            a command that the recording started gave up
├── Differs           what stands on the screen is not what the API answers
└── OutOfBounds       the film is too long, or its captions cannot be read

Every message says what was found, what was expected, and what to do.
"""

from pipeline.store.errors import CarteleraError


class DemoError(CarteleraError):
    """A fault that ends the recording."""


class Missing(DemoError):
    """A program or a built page that recording takes is not there."""


class Failed(DemoError):
    """A command that the recording started gave up."""


class Differs(DemoError):
    """What stands on the screen is not what the API answers."""


class OutOfBounds(DemoError):
    """The film is too long, or its captions cannot be read."""
