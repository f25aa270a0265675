"""`python -m benchmarks.recsys.lists DATA`: what is like twenty well-known titles of the catalogues, as a page."""

import sys
from pathlib import Path

import polars as pl

from pipeline.store.releases import open_release

WELL_KNOWN = (
    "ns5941", "ns6807", "ns8443", "ns3686", "ns5306", "ns549", "ns3939", "ns341", "ns7803", "ns8415",
    "ds1380", "ds904", "ds632", "ds1216", "ds1051", "ns6241", "as9123", "ns57", "hs1080", "hs245",
)  # fmt: skip
"""Series, films, families of films, from all four platforms."""

SHOWN = 5

PAGE = """# Twenty lists

What the model finds like twenty well-known titles of the public catalogues: what a page would show first, with the
cosine and the reasons. Nothing was picked or left out; [how it is done](decisions/content-recommendations.md). Made by
`python -m benchmarks.recsys.lists DATA`, where `DATA` is a folder of releases made from these catalogues.

Read it with a critical eye. Where casts and directors are known, as on Netflix and Disney+, they bring the best
company. Hulu names no cast, so its titles are compared by what is left, and the reasons get thin.
"""


def main(data: Path) -> str:
    """The page."""
    release = open_release(data)
    titles = release.scan("titles").select("title_id", "platform", "display_title", "release_year")
    near = release.scan("content_neighbours").filter(pl.col("rank") <= SHOWN, pl.col("title_id").is_in(WELL_KNOWN))
    rows = near.join(titles, left_on="neighbour_id", right_on="title_id").sort("title_id", "rank").collect()
    parts = [PAGE]
    for title in WELL_KNOWN:
        ((platform, name, year),) = titles.filter(pl.col("title_id") == title).drop("title_id").collect().rows()
        parts.append(f"\n## {name} ({year}, {platform})\n| | | why |\n|---|---|---|\n")
        parts += (
            f"| {row['display_title']} ({row['release_year']}) | {row['score']:.2f} | {'; '.join(row['reasons'])} |\n"
            for row in rows.filter(pl.col("title_id") == title).iter_rows(named=True)
        )
    return "".join(parts)


if __name__ == "__main__":
    sys.stdout.write(main(Path(sys.argv[1])))
