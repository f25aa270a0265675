"""The deployment files, parsed as far as the tests ask."""

import json
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]


class Instruction(NamedTuple):
    """One instruction of a Dockerfile."""

    word: str
    text: str

    @property
    def flags(self) -> list[str]:
        return [part for part in self.text.split() if part.startswith("--")]

    @property
    def exec_form(self) -> list[str]:
        """The arguments, if they are written as a JSON list; a shell would not pass signals on."""
        return json.loads(self.text[self.text.index("[") :])


def stages() -> list[list[Instruction]]:
    """The Dockerfile's instructions, by stage; what stands before the first FROM is left out."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
    found: list[list[Instruction]] = []
    for line in filter(str.strip, lines):
        word, _, rest = line.partition(" ")
        if word == "FROM":
            found.append([])
        if found:
            found[-1].append(Instruction(word, rest.strip()))
    return found


def environment() -> dict[str, str]:
    """What the image sets."""
    texts = " ".join(instruction.text for instruction in stages()[-1] if instruction.word == "ENV")
    return dict(pair.split("=", 1) for pair in texts.split())


def repository_files() -> list[str]:
    """What a clone holds, with what is about to be committed."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]
