"""The fast way reads what `ast.literal_eval` reads, cell by cell, and nothing else."""

import ast
import warnings
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.sample.films import write_films
from pipeline.steps import literals
from pipeline.steps.film_credits import CAST, CREW
from pipeline.steps.films import COLLECTION, LISTS
from pipeline.steps.literals import Records, read, read_literals
from tests.raw_files import member, worker

# What a reader of quotes, of Python or of JSON may stumble over.
AWKWARD = (
    "'", '"', "\\", "''", '""', "\\'", '\\"', "None", "True", "': None, ", "': None, 'name': 'x", '": None', "'}, {'",
    "[{'", "}]", "]", ", ", "#", "\n", "\r", "\t", "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\xa0", "\u2028",
    "\u200b", "\ufeff", "\\n", "\\x41", "\\u0041", "\\ud800", "\\N{BULLET}", "\\u0027", "\\", "{}", "%s", "$1", "é",
    "東京", "🎬", "ß", "\u0130", "\ud800", "\udfff", "\ud83d\ude00", "name", "'name'", "_id", "0", "null",
)  # fmt: skip
texts = st.lists(st.sampled_from(AWKWARD) | st.characters(), max_size=5).map("".join)
numbers = st.integers(-(2**63), 2**63 - 1) | st.integers(-20, 20)
values = {str: texts, int: numbers, None: texts | numbers}


def dicts(records):
    """Dicts of these keys and types, as they are printed: nothing is None but what may be."""
    return st.fixed_dictionaries(
        {key: values[kind] if key == "name" else st.none() | values[kind] for key, kind in records.keys.items()}
    )


def printed(records):
    """Cells as `repr` prints them, in UTF-8: of half a letter it prints the number."""
    return (st.lists(dicts(records), max_size=4) if records.many else dicts(records)).map(repr)


@st.composite
def mutilated(draw, cells):
    """The same with some characters taken out, put in or swapped."""
    cell = draw(cells)
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(cell)))
        more = draw(st.sampled_from(["", *"'\"\\{}[](),:#\n rbu0x1", "None", "True", "'name'", "\\x4"]) | texts)
        more = more.encode("utf-8", "ignore").decode()
        cell = cell[:place] + more + cell[place + draw(st.integers(0, 2)) :]
    return cell


def evaluated(cell):
    """What `ast.literal_eval` reads; None if that is nothing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.literal_eval(cell)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None


def expected_of(value, records):
    """What the column should hold of what was read; null if that is not what is expected."""
    items = value if records.many else [value]
    wanted = {key: kind for key, kind in records.keys.items() if kind}
    if type(items) is not list or not all(type(item) is dict and type(item.get("name")) is str for item in items):
        return None
    found = [{key: item.get(key) for key in wanted} for item in items]
    good = all(of_kind(each[key], kind) for each in found for key, kind in wanted.items())
    return found if good else None


def slowly(cell, records):
    """What the column should hold of a cell."""
    return expected_of(evaluated(cell), records)


def of_kind(value, kind):
    if value is None:
        return True
    if type(value) is str and kind is str:
        return not any("\ud800" <= letter <= "\udfff" for letter in value)
    return type(value) is int and kind is int and -(2**63) <= value < 2**63


def column(*cells):
    return pl.Series("cells", cells, dtype=pl.String)


def fully(records):
    """Every key is read, as what its usual values are."""
    numbers_ = {"cast_id", "gender", "id", "order"}
    return Records({key: int if key in numbers_ else str for key in records.keys}, records.many)


def hold(cells, records):
    """Both ways read the same, be the cells alone or together, and the column is left as it was."""
    expected = [None if cell is None else slowly(cell, records) for cell in cells]
    together = column(*cells)
    found = read(together, records)
    assert found.dtype == records.dtype
    assert found.to_list() == expected
    assert together.to_list() == list(cells)
    assert [read(column(cell), records).to_list()[0] for cell in cells] == expected


KINDS = [CAST, CREW, COLLECTION, *(records for _, records in LISTS.values()), fully(CAST), fully(CREW)]
NAMES = ["cast", "crew", "collection", *LISTS, "all of cast", "all of crew"]


# What Python prints.


@pytest.mark.parametrize("records", KINDS, ids=NAMES)
@given(st.data())
@settings(max_examples=20, deadline=None)
def test_what_python_prints_is_read_as_python_reads_it(records, data):
    hold(data.draw(st.lists(st.none() | printed(records), min_size=1, max_size=4)), records)


@pytest.mark.parametrize("records", KINDS, ids=NAMES)
@given(st.data())
@settings(max_examples=20, deadline=None)
def test_what_is_mutilated_is_read_as_python_reads_it_or_not_at_all(records, data):
    hold(data.draw(st.lists(mutilated(printed(records)) | printed(records), min_size=1, max_size=3)), records)


@given(st.lists(texts.filter(lambda text: text.isprintable()), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_text_comes_out_as_it_went_in(names):
    (found,) = read(column(repr([member(name) for name in names])), CAST).to_list()
    assert [each["name"] for each in found] == names


@pytest.mark.parametrize(
    "name",
    [
        *("Ann Lee", "Ann's", 'Al "O" Bo', "Ann's \"Big\" One", "\\", "\\'", "'\\", "Al\\", "None", "': None, 'x': 7"),
        *('": None', "name': None", "\"name\": None", "'}, {'name': 'x", "\n", "\t", "\x00", "\x07", "\x7f", "\xa0"),
        *("\u2028", "\u200b", "\ufeff", "é", "東京", "🎬", "\u0130", "{}", "[", "#", "%", "$1", "\\u0041", "\\x27", ""),
    ],
    ids=ascii,
)  # fmt: skip
def test_a_usual_cell_is_read_without_literal_eval_whatever_its_strings_hold(monkeypatch, name):
    """At most a string of it goes there: one that has an escape."""
    asked = []
    monkeypatch.setattr(literals, "literal", lambda text: asked.append(text) or ast.literal_eval(text))
    crew = {**worker(name), "job": name, "department": None, "gender": -1, "id": 0}
    found = read(column(repr([crew, worker("Bo")]), repr([worker(name, None)]), "[]"), CREW).to_list()
    assert found == [
        [{"job": name, "name": name}, {"job": "Director", "name": "Bo"}],
        [{"job": None, "name": name}],
        [],
    ]
    assert set(asked) <= {repr(name)}
    assert ("\\" in repr(name)) == bool(asked)


def test_a_cell_without_escapes_asks_python_nothing(monkeypatch):
    monkeypatch.setattr(literals.ast, "literal_eval", lambda _: pytest.fail("it was asked"))
    cells = [repr([member(name, order)]) for name, order in (("Ann's", 1), ('Al "O"', None), ("東京", -5), ("None", 0))]
    assert read(column(*cells), CAST).list.len().to_list() == [1] * len(cells)


def test_numbers_are_numbers_and_none_is_null():
    cell = repr([{**member("Bo", order), "id": number} for order, number in ((-3, 0), (None, 2**62), (10**17, -1))])
    found = read(column(cell), Records({**CAST.keys, "id": int}))
    assert found.to_list() == [
        [
            {"id": 0, "name": "Bo", "order": -3},
            {"id": 2**62, "name": "Bo", "order": None},
            {"id": -1, "name": "Bo", "order": 10**17},
        ]
    ]


# What it does not print, and reads nevertheless.


@pytest.mark.parametrize(
    "cell",
    [
        "[{'name': 'A', 'order': 1, 'id': 3}]",
        "[{'order': 1, 'name': 'A'}]",
        "[{'name': 'A'}]",
        "[{'name': 'A', 'order': None, 'more': [1.5, {'x': (2, b'y', {3})}]}]",
        '[{"name": "A", "order": 1}]',
        "[ {'name':'A' , 'order' : 1 , } , ]",
        "[{'name': 'A',\n 'order': 1}] # it's so",
        "[{'na' 'me': 'A' \"B\"}]",
        "[{'name': u'A', 'order': 0x1f}, {'name': r'A\\d', 'order': 1_000}]",
        "[{'name': 'A', 'name': 'B'}]",
        "[{'name': '''A\nB'''}]",
        "[{'name': '''A', 'order': 1}, {'name': 'B'''}]",
        "[{'name': 'A\\\nB'}]",
        "[{'name': 'A\t\x7f\x07'}]",
        r"[{'name': '\x41\u00e9\N{BULLET}\101\d'}]",
        r"[{'name': '\U0001f600'}]",
        "[{'name': 'A', 'order': +1}, {'name': 'A', 'order': -0}]",
        " \t[{'name': 'A'}] \n",
        "[{'name': 'A', 'order': 9223372036854775807}]",
        "[{1: 2, None: 3, 'name': 'A'}]",
    ],
)
def test_other_ways_to_write_the_same_are_read_as_python_reads_them(cell):
    assert slowly(cell, CAST)
    hold([cell, cell[:-1], repr([member("Bo")]), None], CAST)


@pytest.mark.parametrize(
    "cell",
    [
        *("", " ", "None", "3", "'A'", "{}", "()", "[[]]", "[3]", "['A']", "[None]", "[{}]", "[{'order': 1}]"),
        *("{'name': 'A'}", "({'name': 'A'},)", "[{'name': 'A'}", "[{'name': 'A'}]]", "[{'name': 'A'}, 3]"),
        *("[{'name': None}]", "[{'name': 3}]", "[{'name': b'A'}]", "[{'name': ['A']}]", "[{'name': ('A',)}]"),
        *("[{'name'}]", "[{'name': 'A', 'order': '1'}]", "[{'name': 'A', 'order': 1.0}]", "[{'Name': 'A'}]"),
        *("[{'name': 'A', 'order': True}]", "[{'name': 'A', 'order': [1]}]", "[{'name': 'A', 'order': 1j}]"),
        *("[{'name': 'A', 'order': 9223372036854775808}]", "[{'name': 'A', 'order': 01}]", "[{'name': 'A', 'x': y}]"),
        *("[{'name': 'A'} {'name': 'B'}]", "[{'name': 'A',,}]", "[{'name': 'It's'}]", "[{'name': 'A\nB'}]"),
        *(r"[{'name': '\ud800'}]", r"[{'name': '\x0'}]", r"[{'name': '\N{NO SUCH}'}]", "[{'name': 'A\x00'}]", "\x00"),
        *("[{'name': f'A'}]", "[{'name': 'A' + 'B'}]", "[*[]]", "[{**{}}]", "[{'name': 'A'}];", "set()", "[{'name': "),
        *("[{\"name\": null}]", "[{'name': 'A', 'order': true}]", "[{'name': 'A', 'x': {[]: 1}}]", "'", '"', "\\"),
    ],
    ids=ascii,
)  # fmt: skip
def test_what_is_no_list_of_dicts_with_a_name_is_null(cell):
    assert slowly(cell, CAST) is None
    hold([cell, repr([member("Bo")])], CAST)


def test_one_dict_is_not_a_list_of_them():
    one = repr({"id": 1, "name": "A", "poster_path": None, "backdrop_path": "/x.jpg"})
    assert read(column(one, f"[{one}]", "{}", "{'name': \"A's\"}", "[]", None), COLLECTION).to_list() == [
        [{"name": "A"}],
        None,
        None,
        [{"name": "A's"}],
        None,
        None,
    ]


# What is too much.


@pytest.mark.parametrize(("opened", "closed"), [*("[]", "()"), ("{1: ", "}"), ("-", ""), ("1+", ""), ("not ", "")])
@pytest.mark.parametrize("times", [50, 5_000, 400_000])
def test_what_is_too_deep_for_python_is_null_and_no_harm(opened, closed, times):
    cell = f"[{{'name': 'A', 'x': {opened * times}1{closed * times}}}]"
    assert read(column(cell, repr([member("Bo")])), CAST).is_null().to_list()[1] is False


@pytest.mark.parametrize(
    "cell",
    ["'" + "\\'" * 300_000, "[" + "\"'" * 300_000, "\\\n" * 300_000, "'" * 600_001, '"""' * 200_001, "#'\n" * 200_000],
    ids=["escaped quotes", "crossed quotes", "line ends", "quotes", "triple quotes", "comments"],
)
def test_a_long_cell_that_ends_in_the_middle_takes_no_time(cell):
    """Each character is read a few times, not once for every one before it: that would take hours."""
    assert read(column(cell), CAST).to_list() == [None]


def test_python_is_not_asked_about_the_very_long(monkeypatch):
    monkeypatch.setattr(literals, "LONGEST", 100)
    usual = repr([member("A" * 200), member("B's" * 200)])
    odd = repr([{"order": 1, "name": "A" * 200}])
    escaped = repr([member("\n" * 100)])
    found = read(column(usual, odd, escaped, repr([{"order": 1, "name": "A"}])), CAST)
    assert found.is_null().to_list() == [False, True, True, False]


def test_a_usual_cell_may_be_longer_than_any_that_python_is_asked_about():
    names = [f"Ann {number}'s" for number in range(10_000)]
    cell = repr([member(name, order) for order, name in enumerate(names)])
    assert len(cell) > literals.LONGEST
    assert [each["name"] for each in read(column(cell), CAST).to_list()[0]] == names


@pytest.mark.parametrize(("more", "read_"), [(0, True), (1, False)])
def test_python_is_asked_as_deep_as_anything_expected_goes_and_no_deeper(more, read_):
    nested = literals.DEEPEST - 2 + more  # a list and a dict are around them
    digits = literals.LONGEST_PART - 1 + more  # a space is before them
    for value in ("[" * nested + "]" * nested, "1" * digits):
        found = read(column(f"[{{'name': 'A', 'x': {value}}}]"), CAST)
        assert found.is_not_null().to_list() == [read_]


def test_brackets_in_strings_are_not_deep():
    cell = f"[{{'order': 1, 'name': {'[{(' * 100!r}}}]"
    assert read(column(cell), CAST).to_list() == [[{"name": "[{(" * 100, "order": 1}]]


def test_threads_read_as_one_does():
    cells = [*(f"[{{'order': {n}, 'name': 'A', 'x': {'(' * 15}{')' * 15}}}]" for n in range(200)), "?" * 50]
    expected = [slowly(cell, CAST) for cell in cells]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: read(column(*cells), CAST).to_list(), range(40)))
    assert all(each == expected for each in found)


# In a frame.


def test_unusual_escapes_warn_nobody():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = read(column(r"[{'name': 'A\d'}]", r"[{'name': 'A\400'}]", "[{'name': 1 is 1}]"), CAST).to_list()
    assert found[0] == [{"name": "A\\d", "order": None}]


def test_a_lazy_frame_reads_as_a_column_does_and_keeps_the_name():
    cells = column(repr([member("Bo", 2)]), "?", None, "[]")
    frame = pl.LazyFrame({"cast": cells, "other": [1, 2, 3, 4]}).with_columns(read_literals(pl.col("cast"), CAST))
    for engine in ("in-memory", "streaming"):
        made = frame.collect(engine=engine)
        assert made["cast"].to_list() == [[{"name": "Bo", "order": 2}], None, None, []]
        assert made.schema == frame.collect_schema()


def test_no_row_and_only_nulls_are_columns_too():
    assert read(column(), CAST).dtype == CAST.dtype
    assert read(column(None, None), CAST).to_list() == [None, None]


# At full size.


@pytest.fixture(scope="module", params=[0.02, 0.12])
def generated(request, tmp_path_factory):
    """The casts and crews of as many films as the public film set has, with so many that Python prints in two kinds."""
    folder = tmp_path_factory.mktemp("generated")
    write_films(folder, films=45_466, seed=7, odd_strings=request.param, progress=lambda _: None)
    return pl.read_csv(folder / "credits.csv", infer_schema=False)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "records"), [("cast", CAST), ("crew", CREW)], ids=["cast", "crew"])
def test_generated_credits_are_read_as_python_reads_them(generated, name, records, monkeypatch):
    counts = SimpleNamespace(cells=0, texts=0)

    def counting(kind, function):
        def counted(*arguments):
            setattr(counts, kind, getattr(counts, kind) + 1)
            return function(*arguments)

        return counted

    monkeypatch.setattr(literals, "evaluated", counting("cells", literals.evaluated))
    monkeypatch.setattr(literals, "literal", counting("texts", literals.literal))
    cells = generated[name]
    assert cells.len() > 45_000
    careful = cells.str.contains(r'["\\]').sum()
    some, all_ = read(cells, records), read(cells, fully(records))
    for place in range(0, cells.len(), 1_000):
        values = [None if cell is None else evaluated(cell) for cell in cells.slice(place, 1_000)]
        assert some.slice(place, 1_000).to_list() == [expected_of(value, records) for value in values]
        assert all_.slice(place, 1_000).to_list() == [expected_of(value, fully(records)) for value in values]
    # All but a handful of rows, those that were cut or hold a number for a person, go the fast way.
    assert counts.cells < 50
    assert 0 < counts.texts < careful
