"""Numbers and names in sentences: what alternative texts and findings are put together from."""

from collections.abc import Sequence
from datetime import date


def number(value: float | None, digits: int = 1) -> str:
    """`12,345`, `3.2`; whole numbers without decimals; `-` for none."""
    if value is None:
        return "-"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.{digits}f}"


def share(part: float, whole: float) -> str:
    """`12.3 %`; `0 %` of nothing; `under 0.1 %` for what would read as none."""
    if not whole or not part:
        return "0 %"
    percent = 100 * part / whole
    return "under 0.1 %" if percent < 0.05 else f"{percent:.1f} %".replace(".0 %", " %")


def several(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def counted(count: int, one: str, more: str | None = None) -> str:
    """`1 title`, `2 titles`; `more` where the plural is not an added s."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def are(count: int, one: str) -> str:
    """`There is 1 title`, `There are 2 titles`."""
    return f"There {'is' if count == 1 else 'are'} {counted(count, one)}"


def day(value: date | None) -> str:
    """`12 March 2021`; `-` for none."""
    return f"{value.day} {value:%B} {value.year}" if value else "-"
