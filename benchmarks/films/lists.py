"""`python -m benchmarks.films.lists DATA`: what is like ten well-known films of the film set, as a page."""

import sys
from pathlib import Path

import polars as pl

from pipeline.store.releases import open_release

WELL_KNOWN = (862, 11, 8587, 710, 348, 680, 597, 108, 539, 289)
"""Families of films and films that stand alone, in several genres and languages; the last two are of before 1970."""

SHOWN = 5

PAGE = """# Ten film lists

What the model finds like ten well-known films of the public film set, of which 2,996 rows were at hand: what
`filmRecommendations` answers, with the cosine and the reasons. Nothing was picked or left out;
[how it is done](decisions/film-recommendations.md). Made by `python -m benchmarks.films.lists DATA`, where `DATA` is a
folder of releases made from these rows.

Read it with a critical eye. Sequels come up where there are any, and a studio's films stand together. Where genres and
company are all that films share, the reasons say so, and another film would have done as well.
"""


def main(data: Path) -> str:
    """The page."""
    release = open_release(data)
    films = release.scan("films").select("film_id", "title", "release_year")
    near = release.scan("film_neighbours").filter(pl.col("rank") <= SHOWN, pl.col("film_id").is_in(WELL_KNOWN))
    rows = near.join(films, left_on="neighbour_id", right_on="film_id").sort("film_id", "rank").collect()
    parts = [PAGE]
    for film in WELL_KNOWN:
        ((name, year),) = films.filter(pl.col("film_id") == film).drop("film_id").collect().rows()
        parts.append(f"\n## {name} ({year})\n| | | why |\n|---|---|---|\n")
        parts += (
            f"| {row['title']} ({row['release_year']}) | {row['score']:.2f} | {'; '.join(row['reasons'])} |\n"
            for row in rows.filter(pl.col("film_id") == film).iter_rows(named=True)
        )
    return "".join(parts)


if __name__ == "__main__":
    sys.stdout.write(main(Path(sys.argv[1])))
