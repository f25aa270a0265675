"""Reads a film set with nothing but `csv` and `ast`: the generator is not asked what it wrote."""

import ast
import csv

LISTS = ("genres", "production_companies", "production_countries", "spoken_languages")


def films(folder):
    with (folder / "movies_dataset.csv").open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def credits(folder):
    with (folder / "credits.csv").open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def shifted(row):
    return row["adult"] not in {"True", "False"}


def broken_off(row):
    """The first half of a row that was cut in two, or the second."""
    return row["title"] == ""


def people(cell):
    """The people in a cell, or what it is that cannot be read so."""
    try:
        found = ast.literal_eval(cell)
    except SyntaxError:
        return "cut"
    return found if all(isinstance(entry, dict) for entry in found) else "number"


def awkward(row):
    return any(mark in row["cast"] + row["crew"] for mark in '"\\')
