"""Tables and plain loops for tests of the sections about ratings and films; nothing here counts in polars."""

import math
from bisect import bisect_right
from collections import defaultdict
from datetime import UTC, date, datetime

import polars as pl

from pipeline.eda.section import Figure
from pipeline.eda.tables import Tables
from pipeline.store.manifest import Manifest, TableEntry
from pipeline.store.tables import TABLES, schema

# The id, the title and the year of release.
TITLES = [
    ("as1", "quiet rain", 2018), ("as2", "zenith", 2021), ("as3", "abacus", 2001), ("ds1", "the lantern", 1999),
    ("hs1", "night court", 2018), ("hs2", "marathon", 2019), ("ns1", "quiet rain", 2018), ("ns2", "écume", 1970),
    ("ns3", "nobody rated this", 2020),
]  # fmt: skip

# The user, the title, the score and the seconds since 1970.
RATINGS = [
    (1, "as1", 4.0, 946_684_799),  # the last second of 1999
    (1, "as1", 5.0, 946_684_800),  # the same user again, a second and a year later
    (1, "as1", 5.0, 946_684_800),  # and once more
    (1, "as2", 3.5, 1_000_000_000),
    (2, "as1", 0.5, 1_100_000_000),
    (2, "as2", 3.5, 1_100_000_000),
    (2, "as3", 3.5, 1_100_000_000),
    (2, "ds1", 3.0, 1_100_000_000),
    (2, "ds1", 4.0, 1_100_000_001),
    (10, "ns1", 4.0, 1_600_000_000),  # users whose numbers leave the same rest
    (18, "ns1", 4.0, 1_600_000_000),
    (2_147_483_647, "ns2", 5.0, 1_600_000_000),
    (0, "hs1", 1.0, 0),
    (0, "hs2", 2.5, 0),
]


def scores_of(ratings):
    """`title_scores` of ratings."""
    by_title = defaultdict(list)
    for _, title, score, _ in ratings:
        by_title[title].append(score)
    rows = [
        (title, len(given), sum(given) / len(given), sum(given), sum(score * score for score in given))
        for title, given in sorted(by_title.items())
    ]
    return pl.DataFrame(rows, schema(TABLES["title_scores"]), orient="row")


def titles_of(rows):
    """`titles` with the columns that the sections read."""
    platforms = {"a": "amazon", "d": "disney", "h": "hulu", "n": "netflix"}
    columns = schema(TABLES["titles"])
    wanted = ("title_id", "platform", "title", "display_title", "release_year")
    frame = [(number, platforms[number[0]], title, title.title(), year) for number, title, year in rows]
    return pl.DataFrame(frame, {name: columns[name] for name in wanted}, orient="row")


def ratings_of(rows):
    """`ratings`, lazily."""
    return pl.LazyFrame(rows, schema(TABLES["ratings"]), orient="row")


def film(number, title="A Film", day=date(2000, 1, 1), budget=0.0, revenue=0.0, **columns):
    """A row of `films`."""
    both = budget > 0 and revenue > 0
    plain = {"popularity": 1.0, "vote_count": 0, "vote_average": 0.0, "runtime": None, "original_language": None}
    lists = {name: [] for name in ("genres", "companies", "countries", "languages")}
    return {
        **dict.fromkeys(schema(TABLES["films"]).names()),
        **plain, **lists, "film_id": number, "title": title, "release_date": day, "release_year": day.year,
        "budget": budget, "revenue": revenue, "profit": revenue - budget if both else None,
        "return_ratio": revenue / budget if both else 0.0, **columns,
    }  # fmt: skip


def films_of(rows):
    """`films`."""
    return pl.DataFrame(rows, schema(TABLES["films"]))


def tables_of(titles=(), ratings=(), films=(), card=None, set_aside=None):
    """The tables of a release that holds these rows, as if it had been published."""
    frames = {name: pl.LazyFrame(schema=schema(TABLES[name])) for name in ("credits", "film_credits", "quarantine")}
    frames |= {"titles": titles_of(titles).lazy(), "ratings": ratings_of(ratings)}
    frames |= {"title_scores": scores_of(ratings).lazy(), "films": films_of(list(films)).lazy()}
    entries = {
        name: TableEntry(rows=len(rows), files=(), set_aside=(set_aside or {}).get(name, {}))
        for name, rows in (("titles", titles), ("ratings", ratings), ("films", films))
    }
    built_at = datetime(2026, 11, 20, tzinfo=UTC)
    manifest = Manifest("v1", "v1", None, built_at, synthetic=True, sources=(), tables=entries, files={})
    return Tables(manifest=manifest, card=card, **frames)


def part(section, name):
    """A part of a section by its name."""
    return next(part for part in section.parts if part.name == name)


def binned(values, edges):
    """How many values are in each bin."""
    counts = [0] * (len(edges) - 1)
    for value in values:
        place = bisect_right(edges, value) - 1
        if 0 <= place < len(counts):
            counts[place] += 1
    return counts


def doubled(values):
    """How many whole numbers are from 1 to 2, from 2 to 4 and so on, up to the bin of the greatest."""
    counts = [0] * max(value.bit_length() for value in values)
    for value in values:
        counts[value.bit_length() - 1] += 1
    return counts


def quantile(values, part):
    """Of a number of values, interpolated linearly."""
    ordered, place = sorted(values), part * (len(values) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def well_made(section):
    """A section ends with one sentence, each figure is described, and no name is there twice."""
    assert section.finding.endswith(".")
    assert "\n" not in section.finding
    assert section.finding.count(". ") == 0
    names = [part.name for part in section.parts]
    assert len(set(names)) == len(names)
    for each in section.parts:
        assert each.title
        if isinstance(each, Figure):
            assert each.alt.endswith(".")
            assert "nan" not in each.alt.lower()
            assert "None" not in each.alt
    return section
