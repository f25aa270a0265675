"""The command `pipeline watch`: its options are read here, those of `pipeline build` among them."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import typer

from pipeline.ops.events import log_to
from pipeline.ops.watch import Watching, watch

NO_SETTINGS = frozenset({"raw", "data", "keep", "keep_days", "engine", "shared"})
"""Options of a build that make no other release of the same files."""


def settings(parameters: Mapping[str, object]) -> str:
    """The options of a build that make another release of the same files, in words."""
    said = {name: value for name, value in parameters.items() if name not in NO_SETTINGS and value}
    return json.dumps(said, sort_keys=True, default=str)


def start(
    context: typer.Context,
    build: Callable[..., None],
    raw: Path,
    data: Path,
    arguments: Sequence[str],
    *,
    every: float,
    settle: float,
    once: bool,
) -> bool:
    """Watch a folder; returns whether the last refresh succeeded.

    Args:
        context: of the command.
        build: the command `pipeline build`, whose options are checked before anything is begun.
        raw: the folder of raw files.
        data: the folder of releases.
        arguments: of that command.
        every: seconds between looks.
        settle: seconds for which files must be still.
        once: look once.

    Raises:
        ReleaseError: the folder is being watched already, or cannot be written.
    """
    app = typer.Typer(add_completion=False)
    app.command("build")(build)
    command = typer.main.get_command(app)
    parsed = command.make_context("watch", list(arguments), parent=context.parent)
    told = Watching(raw, data, arguments, settings(parsed.params), every=every, settle=settle, once=once)
    return watch(told, log_to())
