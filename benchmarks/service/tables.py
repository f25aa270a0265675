"""The tables that every system is given, made once from a release: what a program may know before it is asked.

| file | what it holds |
|---|---|
| `titles.json` | a list of rows in the order of our list of all titles: the keys of `items.FIELDS`, `platform` (a \
code: NETFLIX) and `cast` (a list of names) |
| `titles.parquet`, `titles.csv` | the same; in the CSV the cast is joined by `, ` |
| `names.json` | the name to display of each name in `cast`: `{name: displayName}` |
| `platforms.json` | `[{"code", "name"}]` in our order |
| `neighbours.json` | for every row of `titles.json` a list of `[row, score]`, the best first, at most 5 |
| `neighbours.parquet` | the same: `row`, `rank` (1 to 5), `neighbour`, `score` |
| `counts.json` | (a): `{type or "": {code: count}}` |
| `longest.json` | (b): `{"platform|type|durationType|year": row}` with "" for null; no key where nothing matches |
| `top_actor.json` | (g): `{"platform|year": {"count", "name", "displayName"}}` with "" for null; no key: null |
| `score_counts.json` | (g): `{"scored|year": {code: count}}`, `scored` as `3.5`, the values of `items.SCORED` |
| `verdict.json` | (f): `{"users": {id: bias}, "titles": {id: bias}, "thresholds": {"3.0": {"cutoff", "baseRate", \
"intercept"}}}`: a probability is `1 / (1 + exp(-(intercept + user + title)))`, 0 for the bias of whoever is unknown; \
recommended where it is at least `cutoff`; `basis` is USER_AND_TITLE, USER or BASE_RATE by what is known |

What is answered for is asked of our own service without its plans, so that no figure stands for an answer of another
kind; the biases of (f) are worked out here from the ratings.
"""

import itertools
import json
import math
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.service.graphql import common
from benchmarks.service.items import FIELDS, SCORED
from pipeline.store.releases import open_release

Ask = Callable[[str, Mapping[str, Any]], Any]
"""Query and variables to the answer's `data`."""

TYPES = (None, "MOVIE", "TV_SHOW")
UNITS = ("MIN", "SEASON")
NEIGHBOURS = 5
AT_ONCE = 100
"""Titles that one request of ours may ask for."""
DAMPING = 5.0
"""Ratings that a bias is damped by, as if so many were average."""

Rows = list[dict[str, Any]]


def release_of(tables: Path) -> Path:
    """The folder of releases that tables were made from."""
    return Path(json.loads((tables / "source.json").read_text(encoding="utf-8"))["data"])


def note_source(data: Path, folder: Path) -> None:
    """Note which release the tables are, or will be, made from."""
    folder.mkdir(parents=True, exist_ok=True)
    _Writer(folder)("source", {"data": str(data.resolve()), "release": open_release(data).folder.name})


def export(data: Path, ask: Ask, folder: Path) -> None:
    """Write all tables.

    Args:
        data: the folder of releases.
        ask: a query and its variables to the `data` of the answer, of a server over this release.
        folder: where to, which `note_source` made.
    """
    release = open_release(data)
    write = _Writer(folder)
    rows, cursors, lists = _listed(ask)
    frame = pl.read_parquet(release.folder / "titles.parquet", columns=["title_id", "platform", "cast"])
    more = {title: (str(platform).upper(), cast) for title, platform, cast in frame.iter_rows()}
    rows = [row | {"platform": more[row["id"]][0], "cast": more[row["id"]][1] or []} for row in rows]
    place = {row["id"]: number for number, row in enumerate(rows)}
    neighbours = [[(place[each["title"]["id"]], each["score"]) for each in best] for best in lists]
    write("titles", rows)
    write("cursors", cursors)
    write("neighbours", neighbours)
    _frames(rows, neighbours, folder)
    write("names", _names(release.folder))
    platforms = ask("{ platforms { code name } }", {})["platforms"]
    write("platforms", platforms)
    codes, years = [None, *(each["code"] for each in platforms)], sorted({row["releaseYear"] for row in rows})
    write("counts", {kind or "": _counts(ask, kind) for kind in TYPES})
    write("longest", _longest(ask, codes, years, place))
    write("top_actor", _top_actors(ask, codes, years))
    write("score_counts", {f"{scored}|{year}": each for scored, year, each in _score_counts(ask, years)})
    write("verdict", _verdict(release.folder))


class _Writer:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, name: str, what: Any) -> None:  # noqa: ANN401 - whatever JSON can say
        text = json.dumps(what, ensure_ascii=False, separators=(",", ":"))
        (self.folder / f"{name}.json").write_text(text, encoding="utf-8")


def _listed(ask: Ask) -> tuple[Rows, list[str], list[Rows]]:
    """All titles, the cursor of each, and what is recommended for each."""
    fields = f"titles(first: {AT_ONCE}, after: $after)"
    page = f"query ($after: String) {{ {fields} {{ edges {{ cursor node {{ {' '.join(FIELDS)} }} }} }} }}"
    lists = (
        f"query ($after: String) {{ {fields} {{ nodes {{ recommendations(first: {NEIGHBOURS}) "
        "{ score title { id } } } } }"
    )
    rows: Rows = []
    cursors: list[str] = []
    best: list[Rows] = []
    after = None
    while edges := ask(page, {"after": after})["titles"]["edges"]:
        rows += [edge["node"] for edge in edges]
        cursors += [edge["cursor"] for edge in edges]
        best += [node["recommendations"] for node in ask(lists, {"after": after})["titles"]["nodes"]]
        after = cursors[-1]
    return rows, cursors, best


def _frames(rows: Rows, neighbours: list[list[tuple[int, float]]], folder: Path) -> None:
    frame = pl.DataFrame(rows, infer_schema_length=None)
    frame.write_parquet(folder / "titles.parquet")
    frame.with_columns(pl.col("cast").list.join(", ")).write_csv(folder / "titles.csv")
    flat = [
        (row, rank, neighbour, score)
        for row, best in enumerate(neighbours)
        for rank, (neighbour, score) in enumerate(best, 1)
    ]
    schema = ["row", "rank", "neighbour", "score"]
    pl.DataFrame(flat, schema=schema, orient="row").write_parquet(folder / "neighbours.parquet")


def _names(release: Path) -> dict[str, str]:
    """How each name of a cast is written most often."""
    credits = pl.scan_parquet(release / "credits.parquet").filter(pl.col("role") == "actor")
    written = credits.group_by("name", "display_name").len().sort("len", "display_name", descending=[True, False])
    return dict(written.unique("name", keep="first").select("name", "display_name").collect().iter_rows())


def _counts(ask: Ask, kind: str | None) -> Any:  # noqa: ANN401 - a form of `items`
    query = "query ($type: TitleType) { platformCounts(type: $type) { platform { code } count } }"
    return common("counts", {"data": ask(query, {"type": kind})})


def _longest(ask: Ask, codes: Iterable[str | None], years: list[int], place: Mapping[str, int]) -> dict[str, int]:
    found = {}
    for code, kind, unit in itertools.product(codes, TYPES, UNITS):
        fixed = f"durationType: {unit}" + (f", platform: {code}" if code else "") + (f", type: {kind}" if kind else "")
        answers = _by_year(ask, "maxDuration", fixed, "{ title { id } }", [None, *years])
        for year, answer in answers.items():
            if answer:
                found["|".join((code or "", kind or "", unit, str(year or "")))] = place[answer["title"]["id"]]
    return found


def _top_actors(ask: Ask, codes: Iterable[str | None], years: list[int]) -> dict[str, dict[str, Any]]:
    found = {}
    for code in codes:
        fixed = f"platform: {code}" if code else ""
        for year, top in _by_year(ask, "topActor", fixed, "{ count actor { name displayName } }", years).items():
            if top:
                found[f"{code or ''}|{year}"] = {"count": top["count"], **top["actor"]}
    return found


def _score_counts(ask: Ask, years: list[int]) -> Iterable[tuple[float, int | None, dict[str, int]]]:
    for scored in SCORED:
        answers = _by_year(ask, "scoreCounts", f"scored: {scored}", "{ platform { code } count }", years)
        for year, counts in answers.items():
            yield scored, year, {row["platform"]["code"]: row["count"] for row in counts}


def _by_year(ask: Ask, field: str, fixed: str, selected: str, years: Iterable[int | None]) -> dict[int | None, Any]:
    """One field for each year, several years a request."""
    found: dict[int | None, Any] = {}
    left = list(years)
    for batch in (left[start : start + 20] for start in range(0, len(left), 20)):
        wanted = [", ".join(filter(None, (fixed, f"year: {year}" if year else ""))) for year in batch]
        parts = [f"y{year or ''}: {field}({each}) {selected}" for year, each in zip(batch, wanted, strict=True)]
        answers = ask("{ " + " ".join(parts) + " }", {})
        found |= {year: answers[f"y{year or ''}"] for year in batch}
    return found


def _verdict(release: Path) -> dict[str, Any]:
    """Damped biases on the scale of scores, and for each threshold the share of ratings that reach it."""
    ratings = pl.read_parquet(release / "ratings", columns=["user_id", "title_id", "score"])
    mean: float = ratings.select(pl.col("score").mean()).item() or 0.0

    def biases(key: str) -> dict[str, float]:
        damped = (pl.col("score") - mean).sum() / (pl.len() + DAMPING)
        found = ratings.group_by(key).agg(damped.alias("bias")).sort(key)
        return {str(each): round(bias, 6) for each, bias in found.select(key, "bias").iter_rows()}

    thresholds = {}
    for threshold in (score / 2 for score in range(2, 11)):
        share = min(max(ratings.select((pl.col("score") >= threshold).mean()).item() or 0.0, 0.001), 0.999)
        thresholds[str(threshold)] = {"cutoff": share, "baseRate": share, "intercept": math.log(share / (1 - share))}
    return {"users": biases("user_id"), "titles": biases("title_id"), "thresholds": thresholds}
