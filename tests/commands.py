"""Our commands, called in this process as their programs call them."""

import sys
from collections.abc import Callable


def called(monkeypatch, capsys, main: Callable[[], None], *arguments: object) -> tuple[int, str, str]:
    """Runs a command; the exit code, and what it wrote to standard output and standard error."""
    monkeypatch.setattr(sys, "argv", ["command", *map(str, arguments)])
    try:
        main()
        code = 0
    except SystemExit as ended:
        code = ended.code
    return code, *capsys.readouterr()
