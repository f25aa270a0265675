import csv
import json
import shutil
import tempfile
from collections import Counter
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline import build as building
from pipeline.made import Made
from pipeline.ops.engines.engine import Sums
from pipeline.sources.finding import find, mark_sample
from pipeline.sources.layout import CATALOGUE_COLUMNS, CATALOGUE_FILES, FILM_CREDITS_FILE, FILMS_FILE
from pipeline.sources.scans import scan_catalogue
from pipeline.store.errors import TableError, UnreadableSource
from pipeline.store.releases import current_version, open_release
from pipeline.store.tables import TABLES, schema
from pipeline.store.vocabulary import PlatformCode
from tests.data.odd_films import BAD_FILM_CREDITS, BAD_FILMS
from tests.data.odd_rows import BAD_RATINGS, BAD_TITLES, ODD_TITLES
from tests.oracle import DIRECTOR_REPEATS_DESCRIPTION, DURATION_IN_RATING, Oracle
from tests.pipeline import golden
from tests.pipeline.making import Quiet, copied, listing, made, made_of, table, tables
from tests.pipeline.rows import (
    arbitrary,
    catalogues,
    films,
    user_ratings,
    wild_film_credits,
    wild_films,
    wild_or_worse,
    wild_ratings,
)
from tests.raw_files import film, film_credits, rating, title, write_raw
from tests.small import write_small

AMAZON, HULU, NETFLIX = PlatformCode.AMAZON, PlatformCode.HULU, PlatformCode.NETFLIX


# The odd rows, from the raw file to the table.


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """A release whose Hulu rows are the odd ones and the bad ones, in turn; `hs1` and the first film are plain."""
    rows = [title(show_id="s1")]
    rows += [title(**{"show_id": f"s{place + 2}", **row.raw}) for place, row in enumerate([*ODD_TITLES, *BAD_TITLES])]
    ratings = [rating(**{"movieId": "hs1", **bad.raw}) for bad in BAD_RATINGS]
    films = [film(), *(film(**{"id": str(number), **bad.raw}) for number, bad in enumerate(BAD_FILMS, 2))]
    credited = [film_credits("1", ["Ann Lee"]), *({**film_credits("1"), **bad.raw} for bad in BAD_FILM_CREDITS)]
    return made(tmp_path_factory.mktemp("odd"), {HULU: rows}, {"1": [*ratings, rating(movieId="hs1")]}, films, credited)


@pytest.mark.parametrize("place", range(len(ODD_TITLES)), ids=lambda place: ODD_TITLES[place].why)
def test_an_odd_row_enters_and_says(odd, place):
    (row,) = table(odd, "titles").filter(title_id=f"hs{place + 2}").rows(named=True)
    assert {column: row[column] for column in ODD_TITLES[place].says} == ODD_TITLES[place].says


def test_bad_rows_are_set_aside_with_reason_and_place_and_counted(odd):
    first = len(ODD_TITLES) + 2
    expected = [
        *(("films", FILMS_FILE, place, bad.reason) for place, bad in enumerate(BAD_FILMS, 2)),
        *(("ratings", "ratings/1.csv", place, bad.reason) for place, bad in enumerate(BAD_RATINGS, 1)),
        *(("titles", CATALOGUE_FILES[HULU], place, bad.reason) for place, bad in enumerate(BAD_TITLES, first)),
    ]
    aside = table(odd, "quarantine").select("table", "file", "row", "reason")
    assert aside.filter(pl.col("table") != "film_credits").sort("table", maintain_order=True).rows() == expected
    counted = {name: dict(entry.set_aside) for name, entry in odd.manifest.tables.items() if entry.set_aside}
    assert counted == {
        "titles": dict(Counter(bad.reason for bad in BAD_TITLES)),
        "ratings": dict(Counter(bad.reason for bad in BAD_RATINGS)),
        "films": dict(Counter(bad.reason for bad in BAD_FILMS)),
        "film_credits": {
            "id is that of a row above": 11,
            "id is no film of the film set": 2,
            "id is not a whole number": 2,
        },
    }
    assert list(counted["titles"].values()) == sorted(counted["titles"].values(), reverse=True)


def test_tables_have_the_columns_and_types_of_their_contracts(odd):
    for name, contract in TABLES.items():
        assert table(odd, name).schema == schema(contract), name
        contract.validate(table(odd, name))


def test_what_is_empty_has_no_quarantine_file(small_release, tmp_path):
    there = sorted(file.name for file in (small_release.folder / "quarantine").iterdir())
    assert there == ["film_credits.parquet", "films.parquet"]
    plain = made(tmp_path, {AMAZON: [title()]}, {"1": [rating(movieId="as1")]}, [film()], [film_credits("1")])
    assert not list((plain.folder / "quarantine").iterdir())
    assert table(plain, "quarantine").schema == schema(TABLES["quarantine"])


def test_only_repairs_that_were_made_are_told(small_release):
    assert {source.path: dict(source.repairs) for source in small_release.manifest.sources if source.repairs} == {
        CATALOGUE_FILES[HULU]: {"a length moved out of rating": 2},
        CATALOGUE_FILES[NETFLIX]: {"spaces and unseen characters put right": 1, "a suffix rejoined to its name": 1},
        FILMS_FILE: {"a runtime of 0 taken for unknown": 1, "an overview that says there is none dropped": 1},
    }


def test_a_film_set_is_counted_like_any_file(small_release):
    counts = {source.path: (source.rows, source.entered, source.set_aside) for source in small_release.manifest.sources}
    assert (counts[FILMS_FILE], counts[FILM_CREDITS_FILE]) == ((9, 7, 2), (7, 6, 1))
    tables_ = small_release.manifest.tables
    assert {name: (tables_[name].rows, dict(tables_[name].set_aside)) for name in ("films", "film_credits")} == {
        "films": (7, {"id is that of a row above": 1, "release_date is missing": 1}),
        "film_credits": (14, {"id is no film of the film set": 1}),
    }


def test_without_a_film_set_everything_else_is_as_with_it(small_release, tmp_path):
    shutil.rmtree(write_small(tmp_path / "raw") / "films")
    release = made_of(tmp_path / "raw", tmp_path / "data")
    assert release.manifest.version != small_release.manifest.version
    for name, frame in tables(release).items():
        if name in {"films", "film_credits"}:
            assert_frame_equal(frame, pl.DataFrame(schema=schema(TABLES[name])))
        else:
            assert_frame_equal(frame, table(small_release, name))


@pytest.mark.parametrize("with_films", [True, False])
def test_as_many_steps_are_done_as_were_announced(tmp_path, with_films):
    class Counted(Quiet):
        announced, done = 0, 0

        def expect(self, steps):
            self.announced = steps

        def step(self, _):
            self.done += 1

    raw = write_small(tmp_path / "raw")
    if not with_films:
        shutil.rmtree(raw / "films")
    steps = Counted()
    building.build(raw, tmp_path / "data", steps)
    assert steps.announced == steps.done == 9


# What holds for any rows.


@given(catalogues(), st.lists(user_ratings, max_size=12), films(), st.randoms(), st.integers(0, 12))
@settings(max_examples=4, deadline=None)
@pytest.mark.slow
def test_neither_the_order_of_rows_nor_the_files_of_ratings_change_any_table(rows, ratings, film_rows, random, cut):
    code, those = next(iter(rows.items()))
    entering = [rating(movieId=f"{code.prefix}{those[0]['show_id']}", userId=user) for user in ("8", "9")]
    ratings += entering
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = made(folder / "1", rows, {"1": ratings}, film_rows)
        shuffled = {code: random.sample(those, len(those)) for code, those in rows.items()}
        ratings_shuffled = random.sample(ratings, len(ratings))
        second = made(folder / "2", shuffled, {"1": ratings_shuffled}, random.sample(film_rows, len(film_rows)))
        assert first.manifest.tables.keys() == second.manifest.tables.keys()
        for table_name, frame in tables(first).items():
            assert_frame_equal(table(second, table_name), frame)
        hashes = [release.manifest.files["ratings/1.parquet"].sha256 for release in (first, second)]
        assert hashes[0] == hashes[1]
        others = [row for row in ratings_shuffled if row not in entering]
        parts = {"1": [*others[:cut], entering[0]], "2": [*others[cut:], entering[1]]}
        assert_frame_equal(table(made(folder / "3", rows, parts), "title_scores"), table(first, "title_scores"))


@pytest.mark.slow
@given(
    st.dictionaries(st.sampled_from(PlatformCode), st.lists(wild_or_worse, max_size=4), min_size=1),
    st.lists(wild_ratings, max_size=6),
    st.lists(wild_films, max_size=4),
    st.lists(wild_film_credits, max_size=4),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
@settings(max_examples=8, deadline=None)
def test_any_text_in_any_column_enters_or_is_set_aside_with_a_reason(rows, ratings, films, credits, quoting):
    # One of each enters: a file of which nothing does is refused.
    rows = {code: [title(show_id="s77", title=code), *those] for code, those in rows.items()}
    ratings = [rating(movieId=f"{next(iter(rows)).prefix}s77"), *ratings]
    films, credits = [film(id="77"), *films], [film_credits("77"), *credits]
    with tempfile.TemporaryDirectory() as name:
        raw = write_raw(Path(name) / "raw", {}, {"1": ratings}, films, credits)
        (raw / "catalogues").mkdir()
        for code, those in rows.items():
            with (raw / CATALOGUE_FILES[code]).open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, CATALOGUE_COLUMNS, quoting=quoting)
                writer.writeheader()
                writer.writerows(those)
        release = made_of(raw, Path(name) / "data")
        release.verify()
        counts = {source.path: (source.rows, source.entered + source.set_aside) for source in release.manifest.sources}
        assert counts == {CATALOGUE_FILES[code]: (len(those), len(those)) for code, those in rows.items()} | {
            "ratings/1.csv": (len(ratings), len(ratings)),
            FILMS_FILE: (len(films), len(films)),
            FILM_CREDITS_FILE: (len(credits), len(credits)),
        }
        aside = table(release, "quarantine")
        for code, those in rows.items():
            of_file = aside.filter(file=CATALOGUE_FILES[code])
            for place, raw_text in of_file.select("row", "raw").rows():
                assert {key: cell or "" for key, cell in json.loads(raw_text).items()} == those[place - 1]
            assert table(release, "titles").filter(platform=code).height == len(those) - of_file.height


@given(st.lists(arbitrary, min_size=1, max_size=5))
@settings(max_examples=4, deadline=None)
def test_text_enters_as_written_but_for_spaces_and_unseen_characters(texts):
    def visible(text):
        return "".join(text.translate(dict.fromkeys(map(ord, "\u200b\ufeff"))).split())

    rows = [title(show_id=f"s{number}", title=f"x{text}", description=text) for number, text in enumerate(texts, 1)]
    with tempfile.TemporaryDirectory() as name:
        entered = table(made(Path(name), {NETFLIX: rows}), "titles")
        assert [visible(text) for text in entered["display_title"]] == [visible(f"x{text}") for text in texts]
        assert [visible(text or "") for text in entered["display_description"]] == list(map(visible, texts))


# Versions, and what stands already.


def test_equal_files_make_an_equal_version_and_are_not_built_again(small_release, tmp_path, monkeypatch):
    first = copied(small_release, tmp_path / "data")
    before = listing(first.folder)
    write_small(tmp_path / "copy")
    with monkeypatch.context() as patched:
        patched.delattr(building, "write_catalogues")
        again = made_of(tmp_path / "copy", tmp_path / "data")
    assert again.manifest == first.manifest
    assert listing(first.folder) == before


def test_equal_files_make_equal_bytes(odd, tmp_path):
    for number in "12":
        again = made_of(odd.folder.parents[1] / "raw", tmp_path / number)
        assert again.manifest.files == odd.manifest.files


def test_every_input_is_part_of_the_version(tmp_path, monkeypatch):
    raw = write_small(tmp_path / "raw")
    versions = [building.version_of(find(raw))]
    (raw / "ratings" / "2.csv").rename(raw / "ratings" / "3.csv")
    versions.append(building.version_of(find(raw)))
    with (raw / "ratings" / "3.csv").open("a", encoding="utf-8") as stream:
        stream.write("\n")
    versions.append(building.version_of(find(raw)))
    (raw / CATALOGUE_FILES[HULU]).unlink()
    versions.append(building.version_of(find(raw)))
    (raw / FILM_CREDITS_FILE).unlink()
    versions.append(building.version_of(find(raw)))
    (raw / FILMS_FILE).unlink()
    versions.append(building.version_of(find(raw)))
    mark_sample(raw)
    versions.append(building.version_of(find(raw)))
    monkeypatch.setattr(building, "TRANSFORMATIONS", building.TRANSFORMATIONS + 1)
    versions.append(building.version_of(find(raw)))
    monkeypatch.setattr(building, "FORMAT", building.FORMAT + 1)
    versions.append(building.version_of(find(raw)))
    assert len(set(versions)) == len(versions)


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("titles.parquet", "changed"),
        ("ratings/1.parquet", "cut"),
        ("credits.parquet", "gone"),
        ("films.parquet", "gone"),
        ("manifest.json", "cut"),
    ],
)
def test_a_damaged_file_is_noticed_and_built_again(small_release, small_raw, tmp_path, name, damage):
    release = copied(small_release, tmp_path / "data")
    before = {path: entry.sha256 for path, entry in release.manifest.files.items()}
    file = release.folder / name
    content = file.read_bytes()
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(content[:-9] if damage == "cut" else b"x" + content[1:])
    again = made_of(small_raw, tmp_path / "data")
    again.verify()
    assert again.manifest.version == release.manifest.version
    assert {path: entry.sha256 for path, entry in again.manifest.files.items()} == before
    assert open_release(tmp_path / "data").manifest == again.manifest


def test_the_golden_tables_change_only_with_the_number_of_the_transformations(tmp_path):
    raw = golden.write_golden(tmp_path / "raw")
    fault = golden.fault(golden.hashes(made_of(raw, tmp_path / "data", Sums()), raw))
    if fault:
        pytest.fail(fault, pytrace=False)


def test_golden_tables_tell_a_changed_step_from_changed_rows():
    made_before = golden.remembered()[str(building.TRANSFORMATIONS)]
    assert golden.fault(made_before) is None
    assert golden.fault({**made_before, "credits": "x"}) == golden.RAISE
    assert golden.fault({**made_before, "raw files": "x", "credits": "x"}) == golden.REFRESH


# A build that fails.


def test_files_that_cannot_be_read_leave_what_is_current(small_release, tmp_path):
    raw = write_small(tmp_path / "raw")
    release = copied(small_release, tmp_path / "data")
    before = listing(release.folder)
    with (raw / CATALOGUE_FILES[HULU]).open("a", encoding="utf-8") as stream:
        stream.write('s9,Movie,"never closed\n')
    with pytest.raises(UnreadableSource, match=r"hulu_titles\.csv cannot be read as CSV"):
        building.build(raw, tmp_path / "data", Quiet())
    assert listing(release.folder) == before
    assert open_release(tmp_path / "data").manifest == release.manifest


STAGES = ["write_catalogues", "write_ratings", "write_film_set", "check", "table_entry", "publish"]


@pytest.mark.parametrize("stage", STAGES)
def test_a_build_that_dies_at_any_stage_leaves_what_is_current(small_release, tmp_path, monkeypatch, stage):
    class Died(BaseException):
        pass

    def die(*_):
        raise Died

    release = copied(small_release, tmp_path / "data")
    before = listing(release.folder)
    other = write_raw(tmp_path / "other", {AMAZON: [title()]}, {"1": [rating(movieId="as1")]})
    monkeypatch.setattr(building, stage, die)
    with pytest.raises(Died):
        building.build(other, tmp_path / "data", Quiet())
    assert listing(release.folder) == before
    assert current_version(tmp_path / "data") == release.manifest.version
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == sorted(
        [".current.lock", ".history", ".lock", "CURRENT", release.manifest.version]
    )


def test_tables_that_do_not_hold_are_not_published(tmp_path, monkeypatch):
    def only_scores(_sources, folder, _steps, _earlier, _engine):
        scores = {"title_id": ["as1"], "votes": [1], "score": [4.0], "score_sum": [4.0], "score_sumsq": [16.0]}
        pl.DataFrame(scores).write_parquet(folder / "title_scores.parquet")
        (folder / "ratings").mkdir()
        pl.DataFrame(schema=schema(TABLES["ratings"])).write_parquet(folder / "ratings" / "1.parquet")
        return {"ratings/1.csv": Made("", 0, 0)}

    monkeypatch.setattr(building, "write_ratings", only_scores)
    with pytest.raises(TableError, match="title_scores counts 1 votes of 0 ratings"):
        made(tmp_path, {AMAZON: [title()]}, {"1": [rating(movieId="as1")]})
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == [".current.lock", ".lock"]


# Against the oracle, which reads the same raw files on its own.


def agree(release, oracle):
    rows = table(release, "titles").rows(named=True)
    assert [row["title_id"] for row in rows] == [theirs.title_id for theirs in oracle.titles]
    for row, theirs in zip(rows, oracle.titles, strict=True):
        ours = (
            row["platform"].upper(), row["type"].upper().replace(" ", "_"), row["title"], row["countries"],
            row["date_added"], row["release_year"], row["rating"], row["duration_int"], row["duration_type"],
            row["genres"], row["display_description"], row["cast"], row["directors"],
        )  # fmt: skip
        assert ours == (
            theirs.platform, theirs.type, theirs.title, list(theirs.countries),
            theirs.added, theirs.release_year, theirs.rating, theirs.duration, theirs.unit,
            list(theirs.genres), theirs.description, [name.lower() for name in theirs.cast],
            [name.lower() for name in theirs.director],
        ), theirs.title_id  # fmt: skip
    people = [
        (theirs.title_id, role, billing, name.lower(), name)
        for theirs in oracle.titles
        for role, names in (("actor", theirs.cast), ("director", theirs.director))
        for billing, name in enumerate(names, 1)
    ]
    assert table(release, "credits").rows() == people
    scores = table(release, "title_scores")
    assert scores["title_id"].to_list() == sorted(scores["title_id"])
    for title_id, votes, score, score_sum, _ in scores.rows():
        assert (votes, score, Fraction(score_sum) / votes) == (
            oracle.votes(title_id),
            float(oracle.mean(title_id)),
            oracle.mean(title_id),
        )
    assert set(scores["title_id"]) == {theirs.title_id for theirs in oracle.titles if oracle.votes(theirs.title_id)}


def test_the_small_tables_are_those_of_the_oracle(small_release, small_raw):
    agree(small_release, Oracle.read(small_raw / "catalogues", small_raw / "ratings"))


@pytest.mark.real
@pytest.mark.slow
def test_the_real_tables_are_those_of_the_oracle(real_release, real_raw):
    agree(real_release, Oracle.read(real_raw / "catalogues", real_raw / "ratings"))


# What was counted on the real files.


@pytest.fixture(scope="module")
def titles(real_release):
    return table(real_release, "titles")


def repairs(release, kind):
    counted = {source.path: source.repairs.get(kind, 0) for source in release.manifest.sources}
    return {path.split("/")[1].split("_")[0]: rows for path, rows in counted.items() if rows}


@pytest.mark.real
def test_every_real_row_enters_but_for_three_films(real_release):
    assert {name: entry.rows for name, entry in real_release.manifest.tables.items()} == {
        "titles": 22_998,
        "credits": 130_633,
        "ratings": 31_674,
        "rating_sums": 8_596,
        "title_scores": 2_066,
        "films": 2_993,
        "film_credits": 0,
        "quarantine": 3,
    }
    read = [(source.rows, source.entered, source.set_aside) for source in real_release.manifest.sources]
    assert read[:4] == [(9_668, 9_668, 0), (1_450, 1_450, 0), (3_073, 3_073, 0), (8_807, 8_807, 0)]
    assert all((rows, aside) == (entered, 0) for rows, entered, aside in read[:-1])
    assert read[-1] == (2_996, 2_993, 3)


@pytest.mark.real
def test_real_repairs_are_those_that_the_oracle_makes(real_release, real_raw):
    oracle = Oracle.read(real_raw / "catalogues")
    assert repairs(real_release, "a length moved out of rating") == {"hulu": 292, "netflix": 3}
    assert oracle.repairs[DURATION_IN_RATING] == {"HULU": 292, "NETFLIX": 3}
    # Eight test rows of Amazon say `1` or `Test title` in both columns.
    assert repairs(real_release, "a director that is the description dropped") == {"hulu": 3, "amazon": 8}
    assert oracle.repairs[DIRECTOR_REPEATS_DESCRIPTION] == {"HULU": 3, "AMAZON": 8}


@pytest.mark.real
def test_real_lengths(titles):
    missing = titles.filter(pl.col("duration_int").is_null())
    assert (missing.height, set(missing["platform"])) == (187, {"hulu"})
    films_in_seasons = titles.filter(type="movie", duration_type="season")
    assert (films_in_seasons.height, set(films_in_seasons["platform"])) == (62, {"hulu"})
    assert titles.filter(duration_int=0)["platform"].to_list() == ["amazon"] * 10
    longest = titles.filter(duration_type="min").sort("duration_int").row(-1, named=True)
    assert (longest["platform"], longest["duration_int"]) == ("amazon", 601)
    assert not titles["rating"].str.contains(r"\d (min|season)").any()


@pytest.mark.real
def test_real_ratings_that_were_filled(titles):
    filled = dict(titles.filter("rating_filled").group_by("platform").len().rows())
    assert filled == {"amazon": 337, "disney": 3, "hulu": 520 + 292, "netflix": 4 + 3}


@pytest.mark.real
def test_real_days(titles, real_raw):
    written = pl.read_csv(real_raw / CATALOGUE_FILES[NETFLIX], columns=["show_id", "date_added"])
    spaced = written.filter(pl.col("date_added").str.starts_with(" "))
    netflix = titles.filter(platform="netflix")
    assert netflix.join(spaced, on="show_id")["date_added"].count() == spaced.height == 88
    missing = titles.filter(pl.col("date_added").is_null()).group_by("platform").len()
    assert dict(missing.rows()) == {"amazon": 9_513, "disney": 3, "hulu": 28, "netflix": 10}
    assert titles.filter(pl.col("added_year") < pl.col("release_year")).height == 20


@pytest.mark.real
def test_real_people(titles):
    by_id = {row["title_id"]: row for row in titles.rows(named=True)}
    assert by_id["as5141"]["directors"] == ["none"]
    assert all(by_id[key]["directors"] == [] for key in ("hs2012", "hs2076", "hs2265"))
    assert titles.filter(platform="hulu")["cast"].list.len().sum() == 0
    assert not titles.select(pl.col("cast", "directors").list.eval(pl.element().str.contains(r"^\d+$")).list.any())[
        "cast"
    ].any()


@pytest.mark.real
def test_real_characters(titles):
    unseen = titles.select(pl.col(pl.String).str.contains("[\u200b\ufeff\u00a0\u2028\n\t]|^ | $|  ").any()).row(0)
    assert not any(unseen)
    longer = titles.filter(pl.col("title").str.len_chars() != pl.col("display_title").str.len_chars())
    assert longer["platform"].to_list() == ["netflix", "netflix"]
    assert titles["display_description"].str.contains("\ufffd").sum() + titles["title"].str.contains("\ufffd").sum() > 0


@pytest.mark.real
def test_real_titles_repeat_within_and_across_platforms(titles):
    repeated = titles.group_by("platform", "type", "title").len().filter(pl.col("len") > 1)
    assert dict(repeated.group_by("platform").len().rows()) == {"amazon": 16, "netflix": 4}
    works = titles.group_by("title", "type", "release_year").agg(pl.col("platform").n_unique())
    assert works.filter(pl.col("platform") > 1).height == 405


@pytest.mark.real
@pytest.mark.slow
def test_equal_real_files_make_equal_bytes(real_release, real_raw, tmp_path):
    assert made_of(real_raw, tmp_path).manifest.files == real_release.manifest.files


@pytest.mark.real
def test_real_rows_are_numbered_as_in_their_file(real_raw):
    for code, source in find(real_raw).catalogues.items():
        rows = scan_catalogue(source, code).select("row", "raw_show_id").collect()
        assert (rows["raw_show_id"] == "s" + rows["row"].cast(pl.String)).all(), code


@pytest.mark.real
@pytest.mark.slow
def test_ratings_of_every_real_title_are_scored(real_data, real_raw, tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "catalogues").symlink_to((real_raw / "catalogues").resolve())
    (raw / "ratings").symlink_to((real_data / "ratings_assignment_sample").resolve())
    release = made_of(raw, tmp_path / "data")
    assert release.manifest.tables["ratings"].rows == release.manifest.tables["title_scores"].rows == 22_998
    assert table(release, "titles").join(table(release, "title_scores"), on="title_id", how="anti").is_empty()
