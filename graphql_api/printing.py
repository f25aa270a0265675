"""Files that the code prints and the repository keeps: their diff is the review of what changed."""

import sys
from pathlib import Path


def print_or_check(text: str, kept: Path) -> int:
    """Print a text, or with `--check` compare it with the file that keeps it; returns the exit code."""
    if "--check" not in sys.argv[1:]:
        sys.stdout.write(text)
        return 0
    if kept.exists() and kept.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write(f"{kept} is not what the code says; print it again with: make schema\n")
    return 1
