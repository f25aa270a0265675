import csv
import io

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.sources import walking
from pipeline.sources.source import Dialect
from pipeline.sources.walking import walk
from pipeline.store.errors import UnreadableSource

DIALECT = Dialect(columns={"a": 0, "b": 1, "c": 2}, width=3)


def walked(text, names=("a", "b", "c")):
    return walk("x.csv", io.StringIO(text, newline=""), DIALECT, names)


def fault(text):
    with pytest.raises(UnreadableSource) as caught:
        walked(text)
    return str(caught.value)


def test_rows_are_counted_and_short_ones_numbered():
    found = walked('a,b,c\n1,2,3\n\n4\n"5\n6",,\n , \n"",\n7,8\n')
    assert (found.rows, found.short, found.last) == (7, [3, 7], ["7", "8"])


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        ("1,2,3,4\n", "row 1 (line 2): it has 4 fields, the first line 3"),
        ('1,"2\n\n3",4\n1,2,3,\n', "row 2 (line 5): it has 4 fields"),
        ('1,2"x,3\n', "row 1 (line 2): a quote stands within a field"),
        ('1,2,3\n1, "2",3\n', "row 2 (line 3): a quote stands within a field"),
        ('1,"2"x,3\n', "row 1 (line 2): ',' expected after '\"'"),
        ('1,"2" ,3\n', "row 1 (line 2): ',' expected after '\"'"),
        ('1,2,3\n1,"2,3\n', "row 2 (line 3): unexpected end of data"),
        ("1,2,3\r1,2,3\n", "row 1 (line 2): it ends with a carriage return alone"),
        ("1,2\r,3\n", "row 1 (line 2): it ends with a carriage return alone"),
        ("1,2,3\r\r\n", "row 1 (line 2): it ends with a carriage return alone"),
    ],
)
def test_what_readers_may_read_differently_is_refused_with_row_and_line(rows, where):
    assert f"x.csv cannot be read as CSV: {where}" in fault(f"a,b,c\n{rows}")


@pytest.mark.parametrize(
    ("text", "what"),
    [('"a,b,c\n', "unexpected end of data"), ('a,b"x,c\n', "a quote stands within"), ("a\rb\n", "alone")],
)
def test_a_first_line_is_walked_too(text, what):
    assert f"x.csv cannot be read as CSV: its first line: {what}" in fault(text) or what in fault(text)


def test_words_that_programs_write_for_nothing_are_refused_where_they_are_many():
    few, row = "a,b,c\n" + "None,1,NaN\n" * walking.FEW, "1,2,3\n"
    walked(few)
    walked(f"{few}None,,NaN\n" + row * 2_100)
    assert f"x.csv says None in column a of {walking.FEW + 1} rows, the first of them row 1" in fault(f"{few}None,,\n")
    assert "x.csv says NaN in column c of" in fault(f"{few}1,,NaN\n")
    walk("x.csv", io.StringIO(f"{few}None,,\n"), Dialect(columns={"b": 1}, width=3), ("a", "b", "c"))


def test_lost_letters_are_refused_where_they_are_many():
    few = "a,b,c\n" + "Jos\ufffd,1,2\n" * walking.FEW
    walked(few)
    assert f"letters lost, with U+FFFD in their place, in {walking.FEW + 1} rows, the first of them row 1" in fault(
        f"{few},\ufffd,\n"
    )


def test_a_line_may_not_be_endless(monkeypatch):
    monkeypatch.setattr(walking, "LONGEST", 100)
    assert "a line is longer than 100 characters" in fault("a,b,c\n" + "1" * 101)
    assert "field larger than field limit" in fault('a,b,c\n"' + "1\n" * 101)
    assert walked("a,b,c\n" + "1" * 99 + "\n").rows == 1


def test_the_first_mention_of_each_platform_is_noted():
    found = walked("a,b,c\n1,Netflix,\n2,DISNEY +,x\n3,netflix,\n4,elsewhere,\n5\n", ("a", " OTT", "c"))
    assert found.platforms == {
        "netflix": "column  OTT says Netflix in row 1",
        "disney": "column  OTT says DISNEY + in row 2",
    }


cells = st.text(st.sampled_from('ab,;"\r\n \x0b\u2028é'), max_size=5)


@given(
    st.lists(st.lists(cells, min_size=3, max_size=3), max_size=6), st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
)
@settings(max_examples=60)
def test_what_a_writer_of_csv_writes_is_read_alike_by_polars(rows, quoting):
    text = io.StringIO(newline="")
    csv.writer(text, quoting=quoting).writerows([["a", "b", "c"], *rows])
    found = walked(text.getvalue())
    assert found.rows == len(rows)
    read = pl.read_csv(text.getvalue().encode(), infer_schema=False).fill_null("")
    assert read.rows() == list(map(tuple, rows))


@given(st.text(st.sampled_from('a,"\r\n'), max_size=14))
@settings(max_examples=300)
def test_whatever_is_not_refused_is_read_alike_by_polars(text):
    content = f"a,b,c\n{text}\n"
    try:
        found = walked(content)
    except UnreadableSource:
        return
    read = pl.scan_csv(content.encode(), infer_schema=False).collect(engine="streaming")
    rows = list(csv.reader(io.StringIO(content, newline=""), strict=True))[1:]
    assert found.rows == read.height == len(rows)
    assert [[cell or "" for cell in row] for row in read.rows()] == [(row + [""] * 3)[:3] for row in rows]
