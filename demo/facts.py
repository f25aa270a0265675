"""What captions are filled in from: figures of the pipeline's run and of what is served, and examples to show."""

from __future__ import annotations

import re
from typing import Any

from demo.commands import Run
from demo.queries import query
from demo.service import Service


def facts(built: Run, service: Service) -> dict[str, str]:
    """The figures that captions name, as they write them."""
    found: Any = service.ask(query("facts"))
    known = _known([*found["middling"]["nodes"], *found["much"]["nodes"]])
    rows = {each["name"]: each["rows"] for each in found["dataset"]["tables"]}
    read = re.search(r"^all +([\d,]+) +([\d,]+) +([\d,]+)$", built.text, re.MULTILINE)
    repaired = re.findall(
        r"^ +([\d,]+)  \S+: ", built.text.partition("Repaired")[2].partition("Set aside")[0], re.MULTILINE
    )
    return {
        "files": str(len(re.findall(r"^\S+\.csv\S* ", built.text, re.MULTILINE))),
        "read": read[1] if read else "0",
        "aside": read[3] if read else "0",
        "repaired": f"{sum(int(each.replace(',', '')) for each in repaired):,}",
        "titles": f"{rows['titles']:,}",
        "ratings": f"{rows['ratings']:,}",
        "films": f"{rows.get('films', 0):,}",
        "user": str(found["users"][0]["userId"]) if found["users"] else "1",
        "film": found["films"]["nodes"][0]["id"].removeprefix("film:") if found["films"]["nodes"] else "1",
        "id": known["id"],
        "platform": known["platform"]["code"],
        "typed": _typed(service, known["displayTitle"]),
    }


def _known(titles: list[dict[str, Any]]) -> dict[str, Any]:
    """A title to show: the first that is on two platforms and whose cast is named, as far as there is one."""
    return max(titles, key=lambda each: bool(each["alsoOn"]) + bool(each["cast"]))  # the first of equals


def _typed(service: Service, title: str) -> str:
    """What to look for: the title with a letter left out, if it is found by that."""
    words = title.lower().split()
    word = max(words, key=len)
    mistaken = title.lower().replace(word, word[: len(word) // 2] + word[len(word) // 2 + 1 :])
    found = service.ask(query("suggest"), text=mistaken)["search"]["nodes"]
    return mistaken if any(each["displayTitle"] == title for each in found) else title.lower()
