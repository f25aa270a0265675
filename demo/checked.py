"""What stands on the screen, held against what the API answers to a request of the recorder's own."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from demo.faults import Differs

if TYPE_CHECKING:
    from playwright.sync_api import Locator


def same(what: str, screen: object, answer: object) -> None:
    """Make sure that the screen shows what the API answers.

    Raises:
        Differs: it shows something else.
    """
    if screen != answer:
        raise Differs(
            f"{what}: the screen shows {short(screen)}, expected {short(answer)} as the API answers: look at what the "
            "page does with its answer, or whether the release was changed meanwhile"
        )


def shows(what: str, place: Locator, *answers: object) -> None:
    """Make sure that a place of the screen holds these texts and numbers of the API's answer.

    Raises:
        Differs: one of them is not there.
    """
    text = plain(place.inner_text())
    for answer in answers:
        wanted = plain(answer)
        found = re.search(rf"(?<!\d){re.escape(wanted)}(?!\d)", text)
        if not found:
            raise Differs(
                f"{what}: the screen shows {short(text)}, expected {short(wanted)} in it as the API answers: look at "
                "what the page does with its answer, or whether the release was changed meanwhile"
            )


def texts(places: Locator) -> list[str]:
    """What stands in places of the screen, in order."""
    return [" ".join(each.split()) for each in places.all_inner_texts()]


def plain(value: object) -> str:
    """A text or number as it is compared: numbers without marks between thousands, spaces made alike."""
    text = f"{value:g}" if isinstance(value, float) else str(value)
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"(?<=\d)[,\u00a0\u202f ](?=\d{3}(?!\d))", "", text)
    return re.sub(r"\s+", " ", text).strip().lower()


def short(value: object) -> str:
    """A value as a message shows it: on one line, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False, default=str) if not isinstance(value, str) else repr(value)
    return text if len(text) <= 160 else f"{text[:157]}..."


def parsed(what: str, text: str) -> Any:  # noqa: ANN401  (whatever JSON holds)
    """The JSON that stands on the screen.

    Raises:
        Differs: it is none.
    """
    try:
        return json.loads(text)
    except ValueError:
        raise Differs(f"{what}: the screen shows {short(text)}, expected JSON: look at what GraphiQL shows") from None
