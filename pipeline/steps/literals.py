"""Cells that hold what Python printed of dicts: `[{'id': 16, 'name': 'Animation'}]`.

`ast.literal_eval` reads them one by one, ten times slower than polars reads a column of JSON. So cells are rewritten as
JSON, but only those that are sure to mean the same: each is held to the grammar of exactly what is expected. Whatever
does not fit (keys in another order, a tuple, a control character) goes to `literal_eval`; what that cannot read either,
or reads as something else than what is expected, is null.
"""

import ast
import json
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from threading import Lock
from typing import TypeAlias

import polars as pl

LONGEST = 1_000_000
"""Characters that `literal_eval` is given at most: it takes a hundred times the memory."""

STRING = r"""(?:'[^'"\\\x00-\x1f]*'|"(?:[^'"\\\x00-\x1f]|\\["\\bfnrt]|\\u[0-9a-ce-f][0-9a-f]{3})*")"""
"""A string without quotes and backslashes as Python prints it, or any as JSON writes it, less two things: surrogates,
as a lone one is no text, and `'`, which is escaped."""

INTEGER = r"(?:0|-?[1-9][0-9]{0,17})"
"""A whole number that surely fits into 64 bits."""

TOKEN = re.compile(r"""(?:[^'"\\]++|'[^'"\\]*+')++|'(?:[^'\\]++|\\.)*+'|"(?:[^"\\]++|\\.)*+"|.+""", re.DOTALL)
"""As much as holds neither a double quote nor a backslash and no half string; or one string of Python; or, where a
string does not end, the rest. None is read twice, whatever its length."""

PYTHON_STRING = re.compile(r"""'(?:[^'\\]++|\\.)*+'|"(?:[^"\\]++|\\.)*+"|['"].*""", re.DOTALL)
"""A string of Python; or, where it does not end, the rest: each place is read once."""

BRACKET = re.compile(r"[\[\](){}]")
SEPARATOR = re.compile(r"[\[\](){},:]")

DEEPEST = 20
"""Brackets within brackets: what is expected has three."""

LONGEST_PART = 200
"""Characters between two separators that are no string: a number has a dozen, a chain of signs might have any."""

READING = Lock()
"""Python counts the depth at which it reads for all threads together, and errs where two do it at a time."""

Kind: TypeAlias = type[str] | type[int] | None
"""What the values of a key are read as; None where they are not read."""


@dataclass(frozen=True)
class Records:
    """What the dicts of a column hold: their keys in the usual order, with what the values are read as.

    Values may be None or missing, but for those of `name`: each dict must have a text there. With `many` a cell is a
    list of dicts, else it is one dict; it is read as a list either way.
    """

    keys: Mapping[str, Kind]
    many: bool = True

    @cached_property
    def wanted(self) -> dict[str, type[str] | type[int]]:
        """The keys that are read."""
        return {key: kind for key, kind in self.keys.items() if kind}

    @cached_property
    def dtype(self) -> pl.List:
        """A list of structs of the keys that are read."""
        return pl.List(self.struct)

    @cached_property
    def struct(self) -> pl.Struct:
        """The keys that are read."""
        return pl.Struct({key: pl.String() if kind is str else pl.Int64() for key, kind in self.wanted.items()})

    @cached_property
    def pairs(self) -> list[str]:
        """The grammar of each key and its value."""
        values = {str: STRING, int: INTEGER, None: f"{STRING}|{INTEGER}"}
        return [f"'{key}': (?:{values[kind]}{'' if key == 'name' else '|None'})" for key, kind in self.keys.items()]

    @cached_property
    def grammar(self) -> str:
        """A cell of these keys and types, as `odd_strings_as_json` leaves it."""
        record = rf"\{{{', '.join(self.pairs)}\}}"
        return rf"^\[(?:{record}(?:, {record})*)?\]$" if self.many else f"^{record}$"

    @cached_property
    def part(self) -> str:
        """As much of a dict as is read: from the first such key to the last."""
        places = [place for place, kind in enumerate(self.keys.values()) if kind]
        return ", ".join(self.pairs[places[0] : places[-1] + 1])


def read_literals(text: pl.Expr, records: Records) -> pl.Expr:
    """The dicts of each cell as a list of structs; null where it cannot be read, or is null."""
    return text.map_batches(lambda cells: read(cells, records), return_dtype=records.dtype, is_elementwise=True)


def read(cells: pl.Series, records: Records) -> pl.Series:
    """The same of a column at hand."""
    rows = (
        pl.DataFrame({"text": odd_strings_as_json(cells)})
        .with_columns_seq(fits=pl.col("text").str.contains(records.grammar).fill_null(value=False))
        .select_seq("fits", found=pl.when("fits").then("text").pipe(decoded, records))
    )
    fits, found = rows["fits"], rows["found"].alias(cells.name)
    if fits.all():
        return found
    others = [None if cell is None else evaluated(cell, records) for cell in cells.set(fits, None)]
    return found.zip_with(fits, pl.Series(others, dtype=records.dtype))


def decoded(text: pl.Expr, records: Records) -> pl.Expr:
    """The dicts of cells that fit the grammar; only as much of each as is read becomes JSON."""
    part = pl.element().str.replace_all("'", '"', literal=True).pipe(none_as_null)
    return text.str.extract_all(records.part).list.eval(("{" + part + "}").str.json_decode(records.struct))


def none_as_null(text: pl.Expr) -> pl.Expr:
    """`None` as JSON writes it, where it is a value.

    A quote that follows a letter and precedes a colon ends a key: in a string each quote has a backslash before it.
    """
    return text.str.replace_all('([a-z0-9_])": None', '$1": null')


def odd_strings_as_json(cells: pl.Series) -> pl.Series:
    """The cells with each string that holds a quote or a backslash as JSON writes it; null where that cannot be.

    Each `'` that is left opens or closes a string. So it does where a cell has neither a double quote nor a backslash:
    no string holds a `'` then, as Python would print it in double quotes or escape it.
    """
    odd = cells.str.contains(r'["\\]').arg_true()
    return cells.clone().scatter(odd, [by_tokens(cell) for cell in cells.gather(odd)]) if len(odd) else cells


def by_tokens(cell: str) -> str | None:
    """The same of one cell, whatever its strings hold."""
    try:
        return "".join(map(json_token, TOKEN.findall(cell)))
    except ValueError:
        return None


def json_token(token: str) -> str:
    """A token, as JSON if it is an odd string.

    Raises:
        ValueError: it is a string that JSON has no words for, or that is none.
    """
    if "\\" in token:
        value = literal(token)
        if not isinstance(value, str):
            raise ValueError
        value.encode()
        token = json.dumps(value, ensure_ascii=False)
    elif token.startswith("'") and '"' in token:
        token = '"' + token[1:-1].replace('"', r"\"") + '"'
    return token.replace("'", r"\u0027") if token.startswith('"') else token


def evaluated(cell: str, records: Records) -> list[dict[str, object]] | None:
    """The dicts of a cell as Python reads it; null if it reads something else."""
    value = literal(cell)
    items = value if records.many else [value]
    if not isinstance(items, list) or not all(is_expected(item, records.wanted) for item in items):
        return None
    return [{key: item.get(key) for key in records.wanted} for item in items]


def is_expected(item: object, wanted: Mapping[str, type[str] | type[int]]) -> bool:
    """Whether a value is a dict whose values are of the types wanted, or None but for the name."""
    if not isinstance(item, dict) or item.get("name") is None:
        return False
    values = [(item.get(key), kind) for key, kind in wanted.items()]
    return all(value is None or (type(value) is kind and fits_a_column(value)) for value, kind in values)


def fits_a_column(value: str | int) -> bool:
    """Whether a column can hold a value: text without lone surrogates, numbers of 64 bits."""
    return is_text(value) if isinstance(value, str) else -(2**63) <= value < 2**63


def is_text(value: str) -> bool:
    """Whether UTF-8 can hold it: a lone surrogate, which an escape can make, is half a letter."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def literal(text: str) -> object:
    """What Python reads, or None if that is nothing; its warnings of unusual escapes are no news."""
    if len(text) > LONGEST or not is_shallow(text):
        return None
    try:
        with READING, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.literal_eval(text)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None


def is_shallow(text: str) -> bool:
    """Whether Python reads a text without going deep, for which it has limits that depend on who calls it."""
    rest = PYTHON_STRING.sub("", text)
    depths = accumulate(1 if bracket in "([{" else -1 for bracket in BRACKET.findall(rest))
    return max(depths, default=0) <= DEEPEST and max(map(len, SEPARATOR.split(rest))) <= LONGEST_PART
