"""How many rows of a file may be set aside."""

import pytest

from pipeline import build as building
from pipeline.sources.layout import CATALOGUE_FILES, FILM_CREDITS_FILE, FILMS_FILE
from pipeline.steps import films, titles
from pipeline.store.errors import TooManySetAside
from pipeline.store.releases import current_version
from pipeline.store.vocabulary import PlatformCode
from pipeline.tolerance import FEW, OWN_SHARES, SHARE, Tolerance, known_reasons
from tests.pipeline.making import Quiet, listing, made, made_of, table
from tests.raw_files import film, film_credits, rating, title, write_raw

AMAZON, HULU = PlatformCode.AMAZON, PlatformCode.HULU
NO_SCORE = "rating is not a half step of 0.5 to 5"


def rows(good, bad, **of_bad):
    """Ratings of `as1`, some of which say something else."""
    numbers = range(good + bad)
    return [rating(movieId="as1", userId=str(n), **(of_bad if n < bad else {})) for n in numbers]


def told(tmp_path, ratings, tolerance=None, **more):
    raw = write_raw(tmp_path / "raw", {AMAZON: [title()]}, {"1": ratings}, **more)
    with pytest.raises(TooManySetAside) as caught:
        building.build(raw, tmp_path / "data", Quiet(), tolerance)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(("good", "bad"), [(1, FEW), (380, 20), (0, 0), (400, 21), (760, 40)])
def test_few_rows_or_a_small_share_of_many_may_be_set_aside(tmp_path, good, bad):
    made(tmp_path, {AMAZON: [title()]}, {"1": rows(good or 1, bad, rating="9")})


@pytest.mark.parametrize(("good", "bad"), [(1, FEW + 1), (398, 21), (759, 41)])
def test_more_are_refused_with_file_reason_rows_and_what_to_do(tmp_path, good, bad):
    message = told(tmp_path, rows(good, bad, rating="9,5"))
    share = bad / (good + bad)
    assert message == (
        f"ratings/1.csv: {bad} of its {good + bad} rows ({share:.1%}) may not enter, as {NO_SCORE}; expected at most "
        f"{max(FEW, int(SHARE * (good + bad)))}; the first: row 1 (`0,9,5,1425941529,as1`), "
        f"row 2 (`1,9,5,1425941529,as1`), row 3 (`2,9,5,1425941529,as1`); put the file right, or allow it with: "
        f"--tolerate '{NO_SCORE}={(int(share * 100) + 1) / 100:g}'"
    )


def test_what_is_advised_is_enough(tmp_path):
    message = told(tmp_path, rows(70, 30, rating="9"))
    advised = message.split("--tolerate ")[1].strip("'")
    release = building.build(tmp_path / "raw", tmp_path / "data", Quiet(), Tolerance.asked([advised]))
    assert release.manifest.tables["ratings"].rows == 70


def test_a_tolerance_changes_neither_version_nor_tables(tmp_path):
    first = made(tmp_path, {AMAZON: [title()]}, {"1": rows(9, 3, rating="9")})
    before = listing(first.folder)
    again = building.build(tmp_path / "raw", tmp_path / "data", Quiet(), Tolerance.asked(["0.3"]))
    assert (again.manifest, listing(again.folder)) == (first.manifest, before)


def test_nothing_is_published_and_the_current_release_stays(tmp_path):
    release = made(tmp_path, {AMAZON: [title()]}, {"1": rows(30, 0)})
    told(tmp_path, rows(30, 30, rating="9"))
    assert current_version(tmp_path / "data") == release.manifest.version
    assert not list((tmp_path / "data").glob(".draft*"))


def test_a_file_of_which_nothing_enters_is_refused_whatever_is_tolerated(tmp_path):
    ratings = [*rows(0, 2, rating="9"), rating(userId="x")]
    message = told(tmp_path, ratings, Tolerance.asked(["1"]))
    assert message.startswith(
        f"ratings/1.csv: none of its 3 rows may enter: {NO_SCORE} (2), userId is not a whole number (1); the first: row"
    )


def test_several_files_of_which_no_row_may_enter_are_not_taken_for_the_same(tmp_path):
    raw = write_raw(tmp_path, {AMAZON: [title()]}, {"1": rows(0, 2, rating="4,5"), "2": rows(0, 3, rating="9")})
    with pytest.raises(TooManySetAside, match=r"ratings/1\.csv: none of its 2 rows may enter"):
        made_of(raw, tmp_path / "data")


@pytest.mark.parametrize("reason", OWN_SHARES)
def test_some_reasons_are_always_put_up_with(tmp_path, reason):
    count = 60
    films_ = [film(id="1"), *(film(id=str(n), release_date="") for n in range(2, count))]
    credits_ = [film_credits("1"), *(film_credits(str(n)) for n in range(2, count))]
    catalogue = [title(), *[dict.fromkeys(title(), "")] * count]
    release = made(tmp_path, {AMAZON: catalogue}, films=films_, credits=credits_)
    assert max(entry.set_aside.get(reason, 0) for entry in release.manifest.tables.values()) >= count - 2


def test_ratings_of_a_catalogue_that_is_not_there_are_nobodys_fault(tmp_path):
    elsewhere = [rating(movieId=f"hs{number}", userId=str(number)) for number in range(60)]
    good = rows(10, 0)
    made(tmp_path / "1", {AMAZON: [title()]}, {"1": [*good, *elsewhere], "hulu": elsewhere})
    raw = write_raw(tmp_path / "2", {AMAZON: [title()], HULU: [title(title="Rain")]}, {"1": [*good, *elsewhere]})
    with pytest.raises(TooManySetAside, match=r"59 of its 70 rows .* movieId is no title of the catalogues"):
        made_of(raw, tmp_path / "data")
    unknown = [rating(movieId="as9", userId=str(number)) for number in range(60)]
    raw = write_raw(tmp_path / "3", {AMAZON: [title()]}, {"1": [*good, *elsewhere, *unknown]})
    with pytest.raises(TooManySetAside, match=r"60 of its 130 rows .* the first: row 71 \(`0,4\.0,\d+,as9`\), row 72"):
        made_of(raw, tmp_path / "data")


def test_each_file_and_each_reason_is_counted_by_itself(tmp_path):
    mixed = [*rows(5, FEW, rating="9"), *rows(0, FEW, timestamp="noon")]
    made(tmp_path, {AMAZON: [title()]}, {"1": mixed, "2": rows(9, FEW, timestamp="noon")})


# What may be asked for.


@pytest.mark.parametrize(
    ("asked", "reason", "share"),
    [
        ([], "title is blank", SHARE),
        (["0.2"], "title is blank", 0.2),
        (["20%"], "title is blank", 0.2),
        (["title is blank=0.5"], "title is blank", 0.5),
        (["title is blank=0.5", "0.1"], "title is blank", 0.5),
        (["title is blank=0.5", "0.1"], "release_year is not a year", 0.1),
        ([" title is blank = 1 "], "title is blank", 1.0),
        (["0.1"], "row is blank", 1.0),
        (["row is blank=0"], "row is blank", 0.0),
    ],
)
def test_shares_are_asked_for_by_reason_or_for_all(asked, reason, share):
    assert Tolerance.asked(asked).share(reason) == share


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("titel is blank=0.1", "'titel is blank' is no reason to set a row aside; the nearest is 'title is blank'"),
        ("title is blank=2", "'2' is no share of a file's rows; expected a number from 0 to 1, such as 0.1"),
        ("-0.1", "'-0.1' is no share"),
        ("nan", "'nan' is no share"),
        ("", "'' is no share"),
        ("title is blank", "'title is blank' is no share"),
        ("5 %%", "is no share"),
    ],
)
def test_what_says_nothing_is_refused(asked, said):
    with pytest.raises(ValueError, match="is no ") as caught:
        Tolerance.asked([asked])
    assert said in str(caught.value)


def test_none_is_none():
    assert [Tolerance.asked(["0"]).rows("title is blank", of) for of in (1, 10_000)] == [0, 0]
    assert Tolerance().rows("title is blank", 10_000) == 500


def test_every_reason_is_known():
    assert {*titles.reasons(), *films.reasons(), *OWN_SHARES, NO_SCORE} <= set(known_reasons())
    assert not any("=" in reason for reason in known_reasons())


def test_blank_and_cut_rows_are_set_aside_with_their_reasons(tmp_path):
    raw = write_raw(
        tmp_path / "raw", {AMAZON: [title()]}, {"1": [rating(movieId="as1")]}, [film(id="1")], [film_credits("1")]
    )
    for path, cut in {
        CATALOGUE_FILES[AMAZON]: "s2,Movie,Cut",
        "ratings/1.csv": "1,4.0",
        FILMS_FILE: "False,,0",
        FILM_CREDITS_FILE: "[]",
    }.items():
        with (raw / path).open("a", encoding="utf-8") as stream:
            stream.write(f"\n{cut}\n,,\n")
    release = made_of(raw, tmp_path / "data")
    aside = table(release, "quarantine").sort("table", "row").select("table", "row", "reason").rows()
    blank, short = "row is blank", "row has fewer fields than the first line"
    assert aside == [
        *(
            (name, row, reason)
            for name in ("film_credits", "films")
            for row, reason in ((2, blank), (3, short), (4, blank))
        ),
        ("ratings", 2, blank),
        ("ratings", 3, "timestamp is not whole seconds"),
        ("ratings", 4, blank),
        *(("titles", row, reason) for row, reason in ((2, blank), (3, short), (4, blank))),
    ]
