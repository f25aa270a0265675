"""`--then`: a command that runs after a release is published and before it is made current."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

from pipeline.store.errors import ReleaseError, WorseModel
from pipeline.store.releases import Release


def run_then(command: str, data: Path, release: Release) -> None:
    """Run a command that may publish a release made from this one, which it finds in CARTELERA_RELEASE.

    Programs beside this Python are found where the search path has none of their name.

    Raises:
        WorseModel: it says by its exit code that only other data would help; the pointer stays where it was.
        ReleaseError: it failed otherwise; the pointer stays, too.
    """
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), str(Path(sys.executable).parent)])
    known = {"CARTELERA_DATA": str(data), "CARTELERA_RELEASE": release.manifest.version, "PATH": path}
    try:
        code, said = _run(shlex.split(command), os.environ | known)
    except (OSError, ValueError) as fault:  # not found, or a quote left open
        reason = fault.strerror if isinstance(fault, OSError) else fault
        raise ReleaseError(f"{command!r} could not be started ({reason}); the current release stays") from None
    if code:
        how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
        kind = WorseModel if code == WorseModel.exit_code else ReleaseError
        raise kind(f"{command!r} {how}{f' ({said})' if said else ''}; the current release stays")


PATIENCE = 10.0
"""Seconds in which a command that is ended with us may clear away what it had begun."""


def _run(command: list[str], environment: dict[str, str]) -> tuple[int, str]:
    """The exit code, and the last line on standard error unless a person sees it go by."""
    if sys.stderr.isatty():
        return subprocess.run(command, env=environment, check=False).returncode, ""  # noqa: S603 - the user's own
    last, raised = "", False
    with subprocess.Popen(  # noqa: S603 - the user's own
        command, env=environment, stderr=subprocess.PIPE, encoding="utf-8", errors="replace"
    ) as process:
        try:
            for line in process.stderr or ():
                sys.stderr.write(line)
                last = line.strip() or last
                raised = raised or line.startswith("Traceback")
        except BaseException:  # we are being ended, and it with us
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
            raise
    return process.returncode, _quoted(last) if raised else last


def _quoted(exception: str) -> str:
    """The last line of a traceback; its message is quoted, as it may repeat what stands in a table."""
    kind, _, message = exception.replace("`", "'").partition(": ")
    return f"{kind}: `{message}`" if message else kind
