"""The report as a file: everything in it, nothing from elsewhere, nothing that runs, every figure named and told."""

import base64
import hashlib
import re
from collections import defaultdict
from functools import partial
from html.parser import HTMLParser

import polars as pl
import pytest

pytest.importorskip("altair", reason="altair: make slow")
pytest.importorskip("vl_convert", reason="vl-convert: make slow")
pytest.importorskip("wordcloud", reason="wordcloud: make slow")

from pipeline import __main__ as command
from pipeline.eda import report as reporting
from pipeline.eda.draw.picture import picture
from pipeline.eda.page import MOST_ROWS
from pipeline.eda.report import SECTIONS, figures_of, report
from pipeline.eda.shapes import Bars, Boxes, Cloud, Heat, Histogram, Lines, Points, shown
from pipeline.eda.tables import Tables
from pipeline.store.reports import FIGURES, REPORT, report_folder
from pipeline.store.vocabulary import PlatformCode
from tests.commands import called
from tests.object_store import BUCKET, storing
from tests.pipeline.making import Quiet, copied, made
from tests.raw_files import title

pytestmark = pytest.mark.slow

PNG = b"\x89PNG\r\n\x1a\n"


class Page(HTMLParser):
    """What a reader of tags sees."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.text, self.headings, self.open = [], defaultdict(str), [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag in {"h1", "h2", "h3"}:
            self.headings.append(int(tag[1]))
        self.open.append(attributes.get("id"))
        if tag in {"meta", "link"}:
            self.open.pop()

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, _):
        self.open.pop()

    def handle_data(self, data):
        for name in filter(None, self.open):
            self.text[name] += data

    def all(self, tag):
        return [attributes for each, attributes in self.tags if each == tag]


@pytest.fixture(scope="module")
def sections(sample_tables):
    return [make(sample_tables) for _, make in SECTIONS]


@pytest.fixture(scope="module")
def file(sample_report):
    return sample_report


@pytest.fixture
def few(monkeypatch):
    """As if a report had but two sections: words, whose clouds are laid out by drawing lots, and repairs."""
    kept = tuple(each for each in SECTIONS if each[0] in {"words", "repairs"})
    assert len(kept) == 2
    monkeypatch.setattr(reporting, "SECTIONS", kept)


@pytest.fixture(scope="module")
def text(file):
    return file.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(text):
    return Page(text)


def test_it_holds_nothing_from_elsewhere_and_nothing_that_runs(text, page):
    assert not re.search(r"<script|\sstyle=|\son\w+=|javascript:|@import|url\((?!#)", text)
    assert not re.search(r"(?<!xmlns=\")https?://", text)
    assert {href["href"][0] for href in page.all("a")} == {"#"}
    assert page.all("img") == []
    assert [link["href"] for link in page.all("link")] == ["data:,"]


def test_its_own_policy_lets_its_own_style_in(text, page):
    [style] = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    [policy] = [meta["content"] for meta in page.all("meta") if meta.get("http-equiv")]
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")


def test_every_figure_has_a_name_and_a_text(page, sections):
    figures = [figure for section in sections for figure in figures_of(section)]
    assert [each["id"] for each in page.all("figure")] == [figure.name for figure in figures]
    pictures = page.all("svg")
    assert {svg["role"] for svg in pictures} == {"img"}
    for figure, svg in zip(figures, pictures, strict=True):
        assert page.text[f"{figure.name}-title"] == figure.title
        assert plain(page.text[svg["aria-labelledby"]]) == figure.alt


def test_every_table_is_whole_or_says_how_many_rows_there_are(text, sections):
    for section in sections:
        for part in section.parts:
            table = shown(part.shape) if hasattr(part, "shape") else part.frame
            [body] = re.findall(rf'id="{part.name}"[ >].*?<tbody>(.*?)</tbody>', text, re.DOTALL)[:1]
            assert body.count("<tr>") == min(table.height, MOST_ROWS)
            told = f"The first {MOST_ROWS} of {table.height:,} rows."
            [caption] = re.findall(rf'id="{part.name}"[ >].*?<caption>(.*?)</caption>', text, re.DOTALL)[:1]
            assert (told in caption) == (table.height > MOST_ROWS)


def test_findings_stand_at_the_top_and_at_the_end_of_their_section(text, sections):
    for section in sections:
        said = plain(text).replace("&#39;", "'").replace("&gt;", ">")
        assert said.count(f"{section.finding}</li>") == 1
        assert said.count(f"{section.finding}</p>") == 1


def test_headings_are_in_order_and_links_lead_somewhere(page):
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    names = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    assert {link["href"][1:] for link in page.all("a")} <= names
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_every_figure_is_a_picture_too(file, sections):
    figures = {f"{figure.name}.png" for section in sections for figure in figures_of(section)}
    assert {each.name for each in (file.parent / FIGURES).iterdir()} == figures
    assert all(each.read_bytes().startswith(PNG) for each in (file.parent / FIGURES).iterdir())


def test_the_same_release_makes_the_same_report(few, sample_tables, tmp_path):
    one, other = (report(sample_tables, tmp_path / name, Quiet()) for name in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()
    for each in (one.parent / FIGURES).iterdir():
        assert each.read_bytes() == (other.parent / FIGURES / each.name).read_bytes()


def test_a_release_of_one_title_whose_name_is_markup(tmp_path):
    odd = "<b onclick=x>&amp; “it”</b>"
    release = made(tmp_path, {PlatformCode.HULU: [title(title=odd, cast=odd, listed_in=odd)]})
    text = report(Tables.of(release), tmp_path / "out", Quiet()).read_text(encoding="utf-8")
    assert "<b onclick" not in text
    assert "&lt;b onclick=x&gt;&amp;amp; “it”&lt;/b&gt;" in text


def test_the_command_writes_beside_the_releases_and_takes_away_what_is_left_over(
    few, monkeypatch, capsys, small_release, tmp_path
):
    release = copied(small_release, tmp_path / "data")
    data, version = release.folder.parent, release.manifest.version
    run = lambda *arguments: called(monkeypatch, capsys, command.main, "eda", *arguments)  # noqa: E731
    left = report_folder(data, version) / FIGURES / "left-over.png"
    left.parent.mkdir(parents=True)
    left.touch()
    code, said, _ = run("--data", data)
    assert (code, said) == (0, f"Report of release {version}: {report_folder(data, version) / REPORT}\n")
    assert (report_folder(data, version) / REPORT).is_file()
    assert not left.exists()
    mine = tmp_path / "out" / FIGURES / "mine.png"
    mine.parent.mkdir(parents=True)
    mine.touch()
    assert run("--data", data, "--out", tmp_path / "out")[0] == 0
    assert mine.exists()
    assert (tmp_path / "out" / REPORT).read_bytes() == (report_folder(data, version) / REPORT).read_bytes()
    assert list((tmp_path / "out").rglob(".*")) == []


def test_of_an_object_store_the_report_goes_where_it_is_told(few, monkeypatch, capsys, small_raw, tmp_path):
    monkeypatch.setenv("CARTELERA_CACHE", str(tmp_path / "cache"))
    with storing() as store:
        for name, value in store.environment().items():
            monkeypatch.setenv(name, value)
        run = partial(called, monkeypatch, capsys, command.main)
        assert run("build", "--raw", small_raw, "--data", f"s3://{BUCKET}/tables")[0] == 0
        kept = set(store.objects)
        code, _, fault = run("eda", "--data", f"s3://{BUCKET}/tables", "--out", tmp_path / "out")
        assert code == 0, fault
        assert set(store.objects) == kept
    assert (tmp_path / "out" / REPORT).is_file()


YEARS = pl.DataFrame({"year": [2019, 2020, 2021] * 2, "n": [1, 20, 300, 4, 5, 0], "on": ["Hulu"] * 3 + ["Netflix"] * 3})
BINS = pl.DataFrame({"from": [1, 2, 4], "to": [2, 4, 8], "n": [5, 0, 700], "on": ["Hulu", "Hulu", "Netflix"]})
FIVE = pl.DataFrame({"on": ["Hulu"], "low": [0.0], "first quarter": [1.0], "median": [2.0], "third quarter": [3.0],
                     "high": [5.0]})  # fmt: skip
CELLS = pl.DataFrame({"a": ["x", "x", "y", "y"], "b": ["x", "y"] * 2, "v": [1.0, -0.5, None, 0.0]})


@pytest.mark.parametrize(
    "shape",
    [
        Bars(YEARS.head(3), "year", "n", "titles"),
        Bars(YEARS.head(3), "year", "n", "titles", log=True),
        Bars(YEARS, "year", "n", "titles", series="on", upright=True, label_title="year"),
        Bars(YEARS.head(3), "year", "n", "titles", upright=True, log=True),
        Histogram(BINS, "from", "to", "n", "minutes", "titles", series="on"),
        Histogram(BINS, "from", "to", "n", "minutes", "titles", log_x=True, log_y=True),
        Lines(YEARS, "year", "n", "year", "titles", series="on"),
        Lines(YEARS, "year", "n", "year", "titles", series="on", log_y=True),
        Lines(YEARS.with_columns(day=pl.date(pl.col("year"), 1, 1)).head(3), "day", "n", "day", "titles"),
        Heat(CELLS, "a", "b", "v", signed=True),
        Heat(CELLS.fill_null(0).with_columns(pl.col("v").abs()), "a", "b", "v"),
        Points(YEARS, "year", "n", "year", "titles", series="on", size="n"),
        Points(YEARS.with_columns(name=pl.lit("it")), "n", "n", "x", "y", label="name", log_x=True, log_y=True),
        Boxes(FIVE, "on", "minutes", series="on"),
        Boxes(FIVE, "on", "minutes", outliers=pl.DataFrame({"on": ["Hulu"], "value": [90.0]}), log=True),
        Cloud(pl.DataFrame({"word": ["día", "<&>", "ночь"], "n": [9, 3, 1]}), "word", "n"),
    ],
)
def test_every_shape_follows_the_pages_colours_and_letters(shape):
    drawn = picture("it", shape)
    assert drawn.png.startswith(PNG)
    assert not re.search(r'="(#[0-9a-fA-F]{3,8}|rgb|white|black)', drawn.svg)
    assert not re.search(r"font-family|style=|class=\"(?!chart)|aria-|role=", drawn.svg)
    assert "NaN" not in drawn.svg
    assert "var(--ink)" in drawn.svg or "var(--muted)" in drawn.svg


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["constructor", "toString", "__proto__", "datum.label", "[label]"])
def test_a_label_may_be_what_the_drawing_library_calls_its_own(name):
    table = pl.DataFrame({"genre": [name, "drama"], "films": [2, 1]})
    assert f">{name}" in picture("it", Bars(table, "genre", "films", "films")).svg
