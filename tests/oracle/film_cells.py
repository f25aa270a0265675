"""Cells of a film set as odd as hands and programs write them: numbers, days, and what Python prints of dicts."""

from collections.abc import Iterator, Sequence
from random import Random

from tests.oracle.film_files import actors, crew, film, things
from tests.oracle.film_reading import LISTS

ODD_CELLS = {
    # Each may enter or not; what stands here leaves no doubt which.
    "adult": ["True", " False\u200b", "", "true", "0", " - Written by Ørnås", "None"],
    "id": ["", "x", "1.0", "1997-08-20", "-1", "1234567890", "999999999", "00", "1 2", "²"],
    "title": ["", " \u00a0\u200b", "\ufeffB", " B\u2003 !\n", "İstanbul", "ΟΔΟΣ", "None", "A,\"B\" 'C'"],
    "release_date": [
        *("", "\u200b", "1870-01-01", "1869-12-31", "March 5, 2001", "5-Mar-01", "29-Feb-99", "2000-02-29"),
        *("1900-02-29", "2001-13-01", "1", "2001", "05/03/2001", "soon", "2001-03-05T00:00:00", "-2001-03-05"),
    ],
    "budget": ["", " ", "0", "0.0", "999999999999999", "0.123456789", "1234567890123456", "-1", "1e6", "nan", "/a.jpg"],
    "revenue": ["", "0", "0.01", "373554033", "2787965087.0", "+5", "1,000", "$5", "inf", "١"],
    "popularity": ["", "0", "8.2e-05", "1.5e+2", "547.488298", "-0.1", "nan", "inf", "Beware", "1,5", "1..5"],
    "vote_average": ["", "0", "0.0", "10", "10.0", "10.1", "-0.5", "7.75", "x"],
    "vote_count": ["", "0", "0.0", "1999", "2000.0", "999999999", "1234567890", "1.5", "-1", "1e3"],
    "runtime": ["", "0", "0.0", "1", "1256.0", "999999", "81.5", "-81", "1234567", "1 h"],
    "overview": ["", " It\n\t rains. ", "No overview found.", "No  Overview", "No movie overview available.", "None"],
    "tagline": ["", "\u200b", " Só \u00a0 long. "],
    "original_language": ["", "xx", " EN "],
    "status": ["", "Rumored", " Post  Production"],
}
ODD_LISTS = [
    *("", " ", "[]", " []", "[ ]", "[[]]", "{}", "()", "None", "null", "Drama", "'Drama'", "['Drama']", "[None]"),
    *("0.065", "[{}]", "[{'id': 1}]", "[{'name': None}]", "[{'name': 3}]", "[{'name': b'A'}]", "[{'name': ('A')}]"),
    *("({'name': 'A'},)", "[{'name': ('A',)}]", "{'name': 'A'}", "[{'name': 'A'}", "[{'name': 'A'}]]"),
    *("[{'name': 'A'},]", "[{'name': 'A'},,]", "[{'name': 'A',}]", "[{'name': 'A'} {'name': 'B'}]"),
    *("[{'name': 'A', 'name': 'B'}]", "[{'name': 'A', 'name': 1}]", "[{'name': 'A': 'B'}]", "[{'name'}]"),
    *("[{'name': 'A'}, 1]", "[{'name': 'A'}, {'name': 'B'}", "[{'name': 'A'},\n{'name': 'B'}]"),
    *("[{'name': 'A' 'B'}]", "[{'name': 'A' \"B\"}]", "[{'name': 'A' + 'B'}]", "[{'name': u'A'}]", "[{'name': f'A'}]"),
    *(r"[{'name': r'A\d'}]", r"[{'name': 'A\d'}]", r"[{'name': 'A\'B'}]", r"[{'name': 'A\\'}]", r"[{'name': 'A\'}]"),
    *(r"[{'name': '\x41\u00e9\N{BULLET}\101'}]", r"[{'name': '\ud83c\udfac'}]", r"[{'name': 'A\ud800'}]"),
    *(r"[{'name': 'A\x00B'}]", r"[{'name': '\x0'}]", r"[{'name': '\N{NO SUCH}'}]", "[{'name': 'A\\\nB'}]"),
    *("[{'name': 'A\nB'}]", "[{'name':\n'A'}]", "[{'name': '''A\nB'''}]", "[{'name': 'A\tB'}]", "[{'name': 'A\x7f'}]"),
    *("[{'name': 'A\u2028B'}]", "[{'name': '\u200b'}]", "[{'name': \"It's\"}]", "[{'name': 'It's'}]"),
    *('[{"name": "A"}]', '[{"name": "A", "id": null}]', "[{'name': 'A', 'id': true}]", "[{'name': 'A', 'id': nan}]"),
    *("[{'name': 'A', 'id': -1}]", "[{'name': 'A', 'id': 1.5e3}]", "[{'name': 'A', 'id': 1_0}]"),
    *("[{'name': 'A', 'id': 01}]", "[{'name': 'A', 'id': 123456789012345678901234567890}]"),
    *("[{'name': 'A', 'id': 1+2j}]", "[{'name': 'A', 'id': {1}}]", "[{'name': 'A', 'id': [{'name': 2}]}]"),
    *("[{'name': 'A', 'id': set()}]", "[{'name': 'A', 'id': x}]", "[{'name': 'A', 'id': ''}]", "[{[]: 1}]"),
    *("[{'name': 'A', **{}}]", "[*[]]", "[{'name': 'A'}] # it's", "[{'name': 'A'}];", "[{'name': 'A' if 1 else 'B'}]"),
    *("[{'na' 'me': 'A'}]", "[{1: 'x', None: 'y', 'name': 'A'}]", "[{'Name': 'A'}]", "[{'name ': 'A'}]"),
    *("[" * 400, "-" * 4000 + "1", "'", "[{'name': '", "\\", "[{\"name\": \"A'\"}, {'name': 'B\"'}]"),
]
"""Cells that are lists of things with names, or are not."""

ODD_PEOPLE = [
    *ODD_LISTS,
    *(f"[{{'name': 'Ana', 'order': {order}}}]" for order in ("'0'", "1.0", "True", "[]", "-3", "nan", "0", "None")),
    *(f"[{{'name': 'Ana', 'job': {job}}}]" for job in ("1", "b'Director'", "['Director']", '"Director"', "None")),
]
"""Cells that are casts or crews, or are not."""

NAMES = (
    *("Drama", "drama", " Drama ", "Comédie", "comedie", "Kids, Family", "", " \u200b", "It's", '"Q"', 'It\'s "Q"'),
    *("A\\B", "\\", "{x}", "[x]", "': None", "None", "Line\nbreak", "Tab\t", "NUL\0", "\u00a0Drama", "東京", "🎬"),
)
TITLES = (
    *("B", "b", "B!", "Écume", "ecume", "ÉCUME", "\u200bZenith 2", "Spider-Man", "spider man", "???", "東京", "Ärger"),
)
FEW_VALUES = {
    "release_date": ("1999-12-31", "2000-02-29", "2001-03-05", "2001-03-05", "2001-09-03"),
    "budget": ("0", "3", "10", "100"),
    "revenue": ("0", "1", "7", "250"),
    "popularity": ("0", "1.5", "1.50", "8.2e-05", "21.946943"),
    "vote_average": ("0.0", "6.5", "6.5", "10"),
    "vote_count": ("0", "5", "1999", "2000"),
}
"""Cells of films that often are the same in two."""

PEOPLE = (
    *("Ana Ruiz", "ANA RUIZ", " ana  ruiz", "Aná Ruiz", "Zoë Ek", "Zoe Ek", "Zöe Ek", "zoe ek", "Søren Þór"),
    *("Conan O'Brien", "1", ""),
)
JOBS = ("Director", "Director", "Director", "director", " Director", "Producer", "", None)


def odd_films(first: int) -> list[dict[str, str]]:
    """A film for each odd cell, plain but for it, numbered from the first on."""
    cells = [(column, cell) for column, cells in ODD_CELLS.items() for cell in cells]
    cells += [(column, cell) for column in (*LISTS, "belongs_to_collection") for cell in ODD_LISTS]
    cells.append(("belongs_to_collection", "{'id': 1, 'name': ' A  Saga', 'poster_path': None}"))
    return [film(**{"id": str(number), column: cell}) for number, (column, cell) in enumerate(cells, first)]


def odd_credits(first: int) -> list[dict[str, str]]:
    """The credits of a film for each odd cell, in the same way."""
    cells = [{column: cell} for column in ("cast", "crew") for cell in ODD_PEOPLE]
    return [{"cast": "[]", "crew": "[]", "id": str(number), **cell} for number, cell in enumerate(cells, first)]


def crowded(count: int, seed: int) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Films and their credits, few of whose values are theirs alone."""
    random = Random(seed)
    films = [
        film(
            id=str(number),
            title=random.choice(TITLES),
            genres=things(*random.choices(NAMES[:6], k=random.randint(0, 3))),
            **{column: random.choice(cells) for column, cells in FEW_VALUES.items()},
        )
        for number in random.sample(range(1, 20 * count), count)
    ]
    often = [2.0**-place for place in range(len(PEOPLE))]

    def people(*more: dict[str, object]) -> str:
        names = random.choices(PEOPLE, often, k=random.randint(0, 4))
        return repr([{"name": name, **random.choice(more)} for name in names])

    jobs = [{}, *({"job": job} for job in JOBS)]
    orders = [{}, *({"order": order} for order in (None, 0, 0, 1, 2, 5, 40, -1))]
    credits = [{"cast": people(*orders), "crew": people(*jobs), "id": each["id"]} for each in films]
    random.shuffle(credits)
    return films, credits


class Writer:
    """Writes cells that Python reads, some as it would print them and some as anybody might, and spoils a few."""

    def __init__(self, seed: int):
        self.random = Random(seed)
        self._plainly = True

    def films(self, count: int) -> Iterator[dict[str, str]]:
        """Films with names in one of their columns."""
        for number in range(1, count + 1):
            column = self.random.choice((*LISTS, "belongs_to_collection"))
            keys = ("id", "name") if column != "production_companies" else ("name", "id")
            cell = self.cell(keys) if column in LISTS else self._spoilt(self._thing(keys))
            yield film(**{"id": str(number), column: cell})

    def credits(self, count: int) -> Iterator[dict[str, str]]:
        """Casts and crews of films of these numbers."""
        for number in range(1, count + 1):
            row = {"cast": actors("Ana", "Bo"), "crew": crew(Director="Ana"), "id": str(number)}
            if self._one_in(2):
                row["cast"] = self.cell(
                    ("cast_id", "character", "credit_id", "gender", "id", "name", "order", "profile_path")
                )
            else:
                row["crew"] = self.cell(("credit_id", "department", "gender", "id", "job", "name", "profile_path"))
            yield row

    def cell(self, keys: Sequence[str]) -> str:
        """A list of things."""
        self._plainly = self._one_in(2)
        things = [self._thing(keys) for _ in range(self.random.randint(0, 4))]
        if self._plainly:
            return self._spoilt(f"[{', '.join(things)}]")
        written = self.random.choice((", ", ",", " , ", ",\n ")).join(things)
        return self._spoilt(self.random.choice(("[{}]", "[{}]", "[{}]", "[ {} ]", "[{},]", "({},)")).format(written))

    def _thing(self, keys: Sequence[str]) -> str:
        keys = list(keys)
        if not self._plainly and self._one_in(4):
            self.random.shuffle(keys)
        if not self._plainly and self._one_in(8):
            keys.append(self.random.choice((*keys, "more")))
        if self._one_in(20):
            keys.remove(self.random.choice(keys))
        return "{" + ", ".join(f"{self._text(key)}: {self._value(key)}" for key in keys) + "}"

    def _value(self, key: str) -> str:
        if self._one_in(60):
            return self._anything()
        if key in {"id", "order", "cast_id", "gender"}:
            return str(self.random.randint(-1, 30))
        written = {
            "name": lambda: self._text(self._name()),
            "character": lambda: self._text(self._name()),
            "job": lambda: self._text(self.random.choice(JOBS) or "Editor"),
            "profile_path": lambda: self.random.choice(("None", "'/a.jpg'")),
        }
        return written.get(key, lambda: "'52fe4284c3a36847f8024f49'")()

    def _anything(self) -> str:
        written = ("None", "True", "-7", "0", "1.5", "1e3", "0x1f", "1_0", "[]", "{}", "(1, 'a')", "b'A'", "1j", "x")
        return self.random.choice((*written, self._text(self._name())))

    def _name(self) -> str:
        if self._one_in(2):
            return self.random.choice((*NAMES, *PEOPLE))
        return "".join(self.random.choices("aAé '\"\\,:{}[]\n\t\u00a0\u200b🎬x1", k=self.random.randint(0, 6)))

    def _text(self, text: str) -> str:
        """The text as Python may have it."""
        if self._plainly or self._one_in(2):
            return repr(text)
        half = len(text) // 2
        ways = [ascii(text), f"{text[:half]!r} {text[half:]!r}", f"u{text!r}"]
        ways.append("'" + "".join(f"\\U{ord(letter):08x}" for letter in text) + "'")
        if not set(text) & set("'\"\\\n\r\0"):
            ways += [f'"{text}"', f"r'{text}'", f"'''{text}'''", f"'{text}'"]
        return self.random.choice(ways)

    def _spoilt(self, cell: str) -> str:
        """Mostly the same; now and then with a letter less or more."""
        if not self._one_in(6):
            return cell
        place, more = self.random.randint(0, len(cell)), self.random.choice("'\"\\{}[](),:#\n xu1")
        return cell[:place] + self.random.choice(("", more)) + cell[place + self.random.randint(0, 1) :]

    def _one_in(self, number: int) -> bool:
        return self.random.randrange(number) == 0
