"""The sections about films say what loops over the rows say."""

import ast
import csv
import statistics
from collections import Counter
from datetime import date
from operator import attrgetter

import pytest

from pipeline.eda.sections import film_kinds, film_money, film_numbers, film_votes, films
from pipeline.eda.shapes import MOST_POINTS
from pipeline.eda.tables import Tables
from tests.pipeline.eda.told import binned, doubled, film, films_of, part, quantile, tables_of, well_made

FILMS = [
    film(1, "Paper Boats", date(1995, 10, 30), 30e6, 90e6, runtime=81, vote_count=5400, vote_average=7.5,
         popularity=21.5, genres=["Animation", "Family"], languages=["English"], original_language="en"),
    film(2, "Paper Boats 2", date(1999, 10, 22), 60e6, 45e6, runtime=95, vote_count=2000, vote_average=7.0,
         popularity=12.25, genres=["Animation"], languages=["English", "Español"], original_language="en"),
    film(3, "Écume", date(1970, 1, 14), runtime=340, vote_count=40, vote_average=6.0, popularity=0.001,
         genres=["Drama"], languages=["Français"], original_language="fr"),
    # As long as the first, and its name begins with a later letter in lower case only.
    film(4, "apart", date(2003, 2, 28), runtime=81, popularity=0.25, original_language="en"),
    film(5, "A budget alone", date(2003, 2, 28), budget=5e6, vote_count=1, vote_average=10.0),
    film(6, "A revenue alone", date(2003, 12, 31), revenue=5e6, vote_count=99, vote_average=0.5),
    # An amount in another unit: the highest return by far.
    film(7, "A budget of a few dollars", date(2003, 12, 31), budget=2.0, revenue=8e6, vote_count=100, vote_average=5.0),
    film(8, "What it cost", date(2000, 1, 1), budget=1e6, revenue=1e6),
]  # fmt: skip


def counted(values):
    """How often each is there, the commonest first, then by name."""
    return sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))


def check_when(found, days):
    """Months, weekdays and years are those of some days."""
    months, weekdays, years = (
        Counter(place(day) for day in days) for place in (attrgetter("month"), date.weekday, attrgetter("year"))
    )
    assert part(found, "films-by-month").shape.table["films"].to_list() == [months[at] for at in range(1, 13)]
    assert part(found, "films-by-weekday").shape.table["films"].to_list() == [weekdays[at] for at in range(7)]
    table = part(found, "films-by-year").shape.table
    assert table.rows() == [(year, years[year]) for year in range(min(years), max(years) + 1)]


def test_films_are_counted_by_month_weekday_and_year():
    section = well_made(films.section(tables_of(films=FILMS)))
    check_when(section, [row["release_date"] for row in FILMS])
    assert part(section, "films-by-weekday").shape.table["weekday"][0] == "Monday"
    assert section.finding == (
        # As many came out on a Friday: the first is named.
        "The most films come out in January (25 %) and on a Wednesday (37.5 %), half of those with a known length run "
        "88 minutes or less, and 37.5 % are in English."
    )


def test_lengths_are_binned_and_the_extreme_films_are_named():
    section = films.section(tables_of(films=FILMS))
    figure = part(section, "film-runtimes")
    assert figure.shape.table["films"].to_list() == binned([81, 95, 340, 81], list(range(0, 301, 10)))
    assert figure.note == "4 films have no known length, and 1 film of 300 minutes or more is not drawn."
    assert part(section, "longest-films").frame.rows() == [
        ("Écume", 1970, 340), ("Paper Boats 2", 1999, 95), ("apart", 2003, 81), ("Paper Boats", 1995, 81),
    ]  # fmt: skip
    assert part(section, "shortest-films").frame["film"].to_list() == ["apart", "Paper Boats", "Paper Boats 2", "Écume"]


def test_a_film_counts_with_each_genre_and_language():
    section = films.section(tables_of(films=FILMS))
    for name, column in (("film-genres", "genres"), ("film-languages", "languages")):
        expected = counted(value for row in FILMS for value in row[column])
        assert part(section, name).shape.table.rows() == expected
    codes = counted(row["original_language"] for row in FILMS if row["original_language"])
    assert part(section, "film-original-languages").shape.table.rows() == codes


def test_the_most_frequent_are_drawn_and_the_others_counted():
    rows = [film(number, genres=[f"g{at:02}" for at in range(number)]) for number in range(1, 26)]
    figure = part(films.section(tables_of(films=rows)), "film-genres")
    assert figure.shape.table.height == film_kinds.RANKED
    assert figure.note.endswith("Drawn are the 20 most frequent of 25.")
    assert figure.alt == "The longest bars: g00 with 100 %, g01 with 96 % and g02 with 92 % of the films."


def test_amounts_are_told_apart_by_what_is_known():
    expected = Counter((row["budget"] > 0, row["revenue"] > 0) for row in FILMS)
    names = [(True, True), (True, False), (False, True), (False, False)]
    assert film_money.known_amounts(films_of(FILMS))["films"].to_list() == [expected[name] for name in names]


def test_returns_are_of_films_with_both_amounts():
    section = well_made(film_money.section(tables_of(films=FILMS)))
    returns = [row["revenue"] / row["budget"] for row in FILMS if row["budget"] > 0 and row["revenue"] > 0]
    figure = part(section, "film-returns")
    assert figure.shape.table["films"].to_list() == binned(returns, film_money.RETURNS)
    assert "1 film lies outside" in figure.note
    assert part(section, "highest-returns").frame.rows()[0] == ("A budget of a few dollars", 2003, 2.0, 8e6, 4e6)
    assert part(section, "lowest-returns").frame["return"].to_list() == sorted(returns)
    assert part(section, "dear-films").frame["film"].to_list() == ["Paper Boats", "What it cost", "Paper Boats 2"]
    assert section.finding == (
        "Of the 4 films with a budget and a revenue 50 % earned more than they cost, and the median return is 2.00; of "
        "those that cost a million dollars or more the highest is 3.0, of Paper Boats (1995)."
    )


def test_amounts_in_another_unit_are_not_drawn():
    figure = part(film_money.section(tables_of(films=FILMS)), "film-budgets-and-revenues")
    assert figure.shape.table.rows() == [
        ("Paper Boats", 30e6, 90e6, "earned more than it cost"),
        ("Paper Boats 2", 60e6, 45e6, "earned no more than it cost"),
        ("What it cost", 1e6, 1e6, "earned no more than it cost"),
    ]
    assert figure.note.startswith("1 film with an amount below 1,000 US dollars")


@pytest.mark.parametrize(("number", "every"), [(1, 1), (MOST_POINTS, 1), (MOST_POINTS + 1, 2), (3 * MOST_POINTS, 3)])
def test_a_figure_has_room_for_its_points(number, every):
    rows = films_of([film(1)]).select("film_id").sample(number, with_replacement=True).with_row_index("at")
    table, said = film_money.thinned(rows)
    assert table["at"].to_list() == list(range(0, number, every))
    assert said == ("One point a film." if every == 1 else f"One film in {every}, counted by id.")


def test_without_both_amounts_nothing_came_back():
    section = well_made(film_money.section(tables_of(films=FILMS[2:6])))
    assert section.parts == ()
    assert section.finding == "Of no film it is known what came back for what was spent."


def test_cheap_films_alone_have_a_finding_too():
    finding = well_made(film_money.section(tables_of(films=[FILMS[6]]))).finding
    assert finding.endswith("and the median return is 4000000.00.")


def test_votes_are_of_films_that_somebody_voted_for():
    section = well_made(film_votes.section(tables_of(films=FILMS)))
    voted = [row for row in FILMS if row["vote_count"]]
    votes = [row["vote_count"] for row in voted]
    assert part(section, "film-vote-counts").shape.table["films"].to_list() == doubled(votes)
    means = [row["vote_average"] for row in voted]
    halves = [half / 2 for half in range(22)]
    assert part(section, "film-vote-means").shape.table["films"].to_list() == binned(means, halves)
    points = [(row["title"], row["vote_count"], row["vote_average"]) for row in voted]
    assert part(section, "film-votes-and-means").shape.table.rows() == points
    popularities = [row["popularity"] for row in FILMS]
    found = part(section, "film-popularity").shape.table["films"].to_list()
    assert found == binned(popularities, film_votes.POPULARITIES)
    mean = sum(row["vote_count"] * row["vote_average"] for row in voted) / sum(votes)
    median = statistics.median(row["vote_count"] for row in FILMS)
    assert section.finding == (
        f"The median film has {median:.1f} votes, 25 % of the films have the 2,000 from which the service tells a "
        f"mean, and the mean of all votes is {mean:.2f}."
    )


def test_the_first_films_are_named():
    section = film_votes.section(tables_of(films=FILMS))
    assert part(section, "popular-films").frame["film"].to_list()[:2] == ["Paper Boats", "Paper Boats 2"]
    assert part(section, "voted-films").frame["votes"].to_list() == [5400, 2000, 100, 99, 40, 1, 0, 0]
    assert part(section, "best-films").frame["film"].to_list() == ["Paper Boats", "Paper Boats 2"]


def test_films_that_nobody_voted_for_have_no_figures_of_votes():
    section = well_made(film_votes.section(tables_of(films=[film(1), film(2)])))
    assert [part.name for part in section.parts] == [
        "film-popularity", "popular-films", "voted-films", "film-pearson", "film-spearman",
    ]  # fmt: skip
    assert section.finding == "None of the 2 films has a vote."
    assert part(section, "film-pearson").alt == "A matrix without numbers, as too few films have both of any two."


def pearson(pairs):
    if len(pairs) < 3 or any(len(set(column)) < 2 for column in zip(*pairs, strict=True)):
        return None
    return statistics.correlation(*zip(*pairs, strict=True))


def ranks(values):
    """The place of each value from 1; equal ones share the mean of theirs."""
    places = {}
    for place, value in enumerate(sorted(values), 1):
        places.setdefault(value, []).append(place)
    return [statistics.fmean(places[value]) for value in values]


def check_together(figure, rows, *, by_rank):
    """Every pair of numbers, each pair over the rows that have both."""
    found = {(one, other): (coefficient, number) for one, other, coefficient, number in figure.shape.table.rows()}
    assert len(found) == len(film_numbers.NUMBERS) ** 2
    for one, first in film_numbers.NUMBERS.items():
        for other, second in film_numbers.NUMBERS.items():
            pairs = [(row[one], row[other]) for row in rows if row[one] is not None and row[other] is not None]
            if by_rank and pairs:
                pairs = list(zip(*(ranks(column) for column in zip(*pairs, strict=True)), strict=True))
            coefficient, number = found[first, second]
            assert number == len(pairs)
            expected = pearson(pairs)
            assert coefficient == (None if expected is None else pytest.approx(expected, abs=1e-9)), (first, second)


def with_unknown(row):
    """The numbers of a film, None for what is unknown."""
    unknown = {name: row[name] or None for name in ("budget", "revenue", "return_ratio")}
    return {**row, **unknown, "vote_average": row["vote_average"] if row["vote_count"] else None}


@pytest.mark.parametrize("by_rank", [False, True])
def test_numbers_go_together_as_loops_say(by_rank):
    figure = film_numbers.together(films_of(FILMS), ranks=by_rank)
    check_together(figure, [with_unknown(row) for row in FILMS], by_rank=by_rank)
    assert figure.alt.startswith("A matrix of 8 rows and columns: ")


@pytest.mark.parametrize("module", [films, film_money, film_votes])
def test_without_films_the_section_says_so(module):
    section = well_made(module.section(tables_of()))
    assert section.parts == ()
    assert "no film" in section.finding.lower()


def test_rows_that_did_not_enter_are_listed_by_reason():
    reasons = {"title is blank": 1, "release_date is missing": 4, "id is that of a row above": 4}
    for rows in (FILMS, ()):
        section = films.section(tables_of(films=rows, set_aside={"films": reasons}))
        assert part(section, "films-kept-out").frame.rows() == [
            ("id is that of a row above", 4),
            ("release_date is missing", 4),
            ("title is blank", 1),
        ]


def real_films(file):
    """The films of a raw file, read by the rules of the film set and nothing of the pipeline."""
    with file.open(encoding="utf-8", newline="") as stream:
        raw = list(csv.DictReader(stream))
    seen, rows = set(), []
    for row in raw:
        if row["id"] in seen or not row["release_date"]:
            seen.add(row["id"])
            continue
        seen.add(row["id"])
        lists = {
            name: list(dict.fromkeys(" ".join(each["name"].split()) for each in ast.literal_eval(row[column] or "[]")))
            for name, column in (("genres", "genres"), ("languages", "spoken_languages"))
        }
        rows.append(
            film(
                int(row["id"]), row["title"], date.fromisoformat(row["release_date"]), float(row["budget"] or 0),
                float(row["revenue"] or 0), popularity=float(row["popularity"]),
                vote_count=int(float(row["vote_count"])), vote_average=float(row["vote_average"]),
                runtime=int(float(row["runtime"] or 0)) or None, original_language=row["original_language"],
                genres=lists["genres"], languages=[name for name in lists["languages"] if name],
            )
        )  # fmt: skip
    return rows


@pytest.mark.slow
@pytest.mark.real
def test_of_real_films_every_number_is_that_of_the_file(real_release, real_raw):
    rows = real_films(real_raw / "films" / "movies_dataset.csv")
    tables = Tables.of(real_release)
    section = well_made(films.section(tables))
    check_when(section, [row["release_date"] for row in rows])
    lengths = [row["runtime"] for row in rows if row["runtime"]]
    found = part(section, "film-runtimes").shape.table["films"].to_list()
    assert found == binned(lengths, list(range(0, 301, 10)))
    assert part(section, "longest-films").frame["minutes"].to_list() == sorted(lengths, reverse=True)[:10]
    assert part(section, "shortest-films").frame["minutes"].to_list() == sorted(lengths)[:10]
    for name, column in (("film-genres", "genres"), ("film-languages", "languages")):
        expected = counted(value for row in rows for value in row[column])
        assert part(section, name).shape.table.rows() == expected[: film_kinds.RANKED]

    section = well_made(film_money.section(tables))
    both = [row for row in rows if row["budget"] > 0 and row["revenue"] > 0]
    returns = [row["return_ratio"] for row in both]
    assert section.parts[0].frame["films"][0] == len(both)
    assert part(section, "film-returns").shape.table["films"].to_list() == binned(returns, film_money.RETURNS)
    assert part(section, "highest-returns").frame["return"].to_list() == sorted(returns, reverse=True)[:10]
    assert part(section, "lowest-returns").frame["return"].to_list() == sorted(returns)[:10]
    assert f"the median return is {quantile(returns, 0.5):.2f}" in section.finding

    section = well_made(film_votes.section(tables))
    votes = [row["vote_count"] for row in rows if row["vote_count"]]
    assert part(section, "film-vote-counts").shape.table["films"].to_list() == doubled(votes)
    popularities = binned([row["popularity"] for row in rows], film_votes.POPULARITIES)
    assert part(section, "film-popularity").shape.table["films"].to_list() == popularities
    known = [with_unknown(row) for row in rows]
    check_together(part(section, "film-pearson"), known, by_rank=False)
    check_together(part(section, "film-spearman"), known, by_rank=True)
