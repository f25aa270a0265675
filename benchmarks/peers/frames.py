"""The tables as Parquet files with a row a line, for peers that ask questions of tables rather than run programs.

| file | what it holds |
|---|---|
| `titles` | the fields of a page with `row`, the place in the list; `folded`, the title in lower case; `bias`, of (f) |
| `nested` | a line a recommendation: `row`, `id`, `displayTitle` of the title, `rank`, `score`, and `nearId`, \
`nearTitle`, `nearYear` of the recommended one |
| `counts` | `key`: the type or "", `platform`, `name`, `count`, in our order |
| `longest`, `top_actor`, `score_counts` | `key` as in the JSON files, and the answer's fields |
| `users`, `thresholds` | of (f): `userId`, `bias`; `threshold`, `cutoff`, `baseRate`, `intercept` |
"""

import json
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.service.items import FIELDS


def write(tables: Path, folder: Path) -> None:
    """Write all of them from the JSON files."""
    folder.mkdir(parents=True, exist_ok=True)
    rows, platforms, verdict = (_read(tables, name) for name in ("titles", "platforms", "verdict"))
    names = {each["code"]: each["name"] for each in platforms}
    biases = verdict["titles"]
    frames = {
        "titles": [
            {"row": place, **{field: row[field] for field in FIELDS}}
            | {"folded": row["displayTitle"].lower(), "bias": biases.get(row["id"])}
            for place, row in enumerate(rows)
        ],
        "nested": [
            {"row": place, "id": rows[place]["id"], "displayTitle": rows[place]["displayTitle"]}
            | {"rank": rank, "score": score, "nearId": rows[near]["id"]}
            | {"nearTitle": rows[near]["displayTitle"], "nearYear": rows[near]["releaseYear"]}
            for place, best in enumerate(_read(tables, "neighbours"))
            for rank, (near, score) in enumerate(best, 1)
        ],
        "counts": _counted(_read(tables, "counts"), names),
        "score_counts": _counted(_read(tables, "score_counts"), names),
        "longest": [
            {"key": key} | {field: rows[place][field] for field in ("durationInt", "durationType", *_SHOWN)}
            for key, place in _read(tables, "longest").items()
        ],
        "top_actor": [{"key": key} | top for key, top in _read(tables, "top_actor").items()],
        "users": [{"userId": int(user), "bias": bias} for user, bias in verdict["users"].items()],
        "thresholds": [{"threshold": float(key)} | known for key, known in verdict["thresholds"].items()],
    }
    for name, lines in frames.items():
        pl.DataFrame(lines, infer_schema_length=None).write_parquet(folder / f"{name}.parquet")


def nested(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines of `nested` that a peer answered with, as titles with their recommendations."""
    titles: dict[int, dict[str, Any]] = {}
    for line in lines:
        fresh = {"id": line["id"], "displayTitle": line["displayTitle"], "recommendations": []}
        near = {"id": line["nearId"], "displayTitle": line["nearTitle"], "releaseYear": line["nearYear"]}
        titles.setdefault(line["row"], fresh)["recommendations"].append({"score": line["score"], "title": near})
    return list(titles.values())


def _counted(counts: dict[str, dict[str, int]], names: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"key": key, "platform": code, "name": name, "count": found.get(code, 0)}
        for key, found in counts.items()
        for code, name in names.items()
    ]


def _read(tables: Path, name: str) -> Any:  # noqa: ANN401 - parsed JSON
    return json.loads((tables / f"{name}.json").read_text(encoding="utf-8"))


_SHOWN = ("id", "displayTitle", "releaseYear")
