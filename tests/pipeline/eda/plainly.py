"""What sections count, counted in loops over rows: no polars."""

import math
from collections import Counter, defaultdict

PLATFORMS = {"amazon": "Amazon", "disney": "Disney+", "hulu": "Hulu", "netflix": "Netflix"}
KINDS = {"movie": "Movies", "tv show": "TV shows"}


def platform(row):
    return PLATFORMS[row["platform"]]


def quantile(values, part):
    """Between the two values that it lies between, in proportion."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * part
    low, high = math.floor(place), math.ceil(place)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def box(values):
    """The rows, the five numbers, and the values outside with how often each is there."""
    first, third = quantile(values, 0.25), quantile(values, 0.75)
    reach = 1.5 * (third - first)
    inside = [value for value in values if first - reach <= value <= third + reach]
    outside = Counter(value for value in values if not first - reach <= value <= third + reach)
    return (
        (len(values), min(inside), first, quantile(values, 0.5), third, max(inside), sum(outside.values())),
        dict(sorted(outside.items())),
    )


def pearson(pairs):
    """The coefficient of pairs of numbers; None where one of the two does not vary."""
    ones, others = zip(*pairs, strict=True)
    mean, mean_of_others = sum(ones) / len(ones), sum(others) / len(others)
    both = sum((one - mean) * (other - mean_of_others) for one, other in pairs)
    spread = sum((one - mean) ** 2 for one in ones) * sum((other - mean_of_others) ** 2 for other in others)
    return both / math.sqrt(spread) if spread else None


def ranks(values):
    """Ranks from 1; equal values share the mean of theirs."""
    ordered = sorted(values)
    first, count = {}, Counter(values)
    for place, value in enumerate(ordered, 1):
        first.setdefault(value, place)
    return [first[value] + (count[value] - 1) / 2 for value in values]


def spearman(pairs):
    ones, others = zip(*pairs, strict=True)
    return pearson(list(zip(ranks(ones), ranks(others), strict=True)))


def cramers_v(pairs):
    """From chi squared, cell by cell, the empty ones too."""
    cells, rows, columns = Counter(pairs), Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    if min(len(rows), len(columns)) < 2:
        return None
    total = len(pairs)
    chi_squared = 0.0
    for row, in_row in rows.items():
        for column, in_column in columns.items():
            expected = in_row * in_column / total
            chi_squared += (cells[row, column] - expected) ** 2 / expected
    return math.sqrt(chi_squared / total / (min(len(rows), len(columns)) - 1))


def known_pairs(rows, one, other):
    return [(row[one], row[other]) for row in rows if row[one] is not None and row[other] is not None]


def same_work(one, other):
    return (
        one["title_id"] != other["title_id"]
        and one["type"] == other["type"]
        and one["title_key"] is not None
        and one["title_key"] == other["title_key"]
        and abs(one["release_year"] - other["release_year"]) <= 1
    )


def same_works(rows):
    """Of each title the rows that are the same work."""
    by_key = defaultdict(list)
    for row in rows:
        by_key[row["title_key"]].append(row)
    return {row["title_id"]: [other for other in by_key[row["title_key"]] if same_work(row, other)] for row in rows}
