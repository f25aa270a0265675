"""A DataFrame read from CSV, and a route a question that filters it: `uvicorn program:app`, with `TABLES` set."""

# Names of parameters are those of the query string.
# ruff: noqa: A002, ANN401, N803

import json
import math
import os
from pathlib import Path
from typing import Any

import orjson
import pandas as pd
from fastapi import FastAPI, Response
from rapidfuzz import process

TABLES = Path(os.environ["TABLES"])
SHOWN = ["id", "displayTitle", "releaseYear"]
FIELDS = ["id", "title", "displayTitle", "type", "releaseYear", "rating", "durationInt", "durationType"]
FIELDS += ["score", "votes"]


def read(name: str) -> Any:
    return json.loads((TABLES / f"{name}.json").read_text(encoding="utf-8"))


def flat_neighbours() -> pd.DataFrame:
    rows = [(row, neighbour, score) for row, best in enumerate(read("neighbours")) for neighbour, score in best]
    return pd.DataFrame(rows, columns=["row", "neighbour", "score"])


text = dict.fromkeys(["id", "title", "displayTitle", "type", "rating", "durationType", "platform", "cast"], "str")
numbers = {"releaseYear": "int64", "durationInt": "Int64", "votes": "int64"}
titles = pd.read_csv(TABLES / "titles.csv", dtype=text | numbers, keep_default_na=False, na_values=[""])
neighbours = flat_neighbours()
platforms = [each["code"] for each in read("platforms")]
names = read("names")
verdicts = read("verdict")
choices = titles["displayTitle"].tolist()

app = FastAPI()


def answer(found: Any) -> Response:
    return Response(orjson.dumps(found), media_type="application/json")


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dictionaries, with None for what is missing."""
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def by_platform(frame: pd.DataFrame) -> dict[str, int]:
    found = frame.groupby("platform").size()
    return {code: int(found.get(code, 0)) for code in platforms}


@app.get("/counts")
async def counts(type: str | None = None) -> Response:
    return answer(by_platform(titles if type is None else titles[titles["type"] == type]))


@app.get("/longest")
async def longest(
    durationType: str, year: int | None = None, platform: str | None = None, type: str | None = None
) -> Response:
    found = titles[(titles["durationType"] == durationType) & titles["durationInt"].notna()]
    if year is not None:
        found = found[found["releaseYear"] == year]
    if platform is not None:
        found = found[found["platform"] == platform]
    if type is not None:
        found = found[found["type"] == type]
    if found.empty:
        return answer(None)
    best = found.loc[found["durationInt"].idxmax()]
    title = {"id": best["id"], "displayTitle": best["displayTitle"], "releaseYear": int(best["releaseYear"])}
    return answer({"durationInt": int(best["durationInt"]), "durationType": best["durationType"], "title": title})


@app.get("/titles")
async def page(offset: int, limit: int) -> Response:
    return answer(records(titles.iloc[offset : offset + limit][FIELDS]))


@app.get("/recommendations")
async def nested(offset: int, limit: int) -> Response:
    shown = titles.iloc[offset : offset + limit]
    best = neighbours[neighbours["row"].between(offset, offset + limit - 1)]
    best = best.merge(titles[SHOWN], left_on="neighbour", right_index=True, how="left")
    lists: dict[int, list[dict[str, Any]]] = {}
    for each in best.to_dict("records"):
        title = {key: each[key] for key in SHOWN}
        lists.setdefault(each["row"], []).append({"score": each["score"], "title": title})
    return answer(
        [
            {"id": row["id"], "displayTitle": row["displayTitle"], "recommendations": lists.get(number, [])}
            for number, row in enumerate(shown[SHOWN].to_dict("records"), offset)
        ]
    )


@app.get("/search")
async def search(text: str) -> Response:
    found = titles[titles["displayTitle"].str.contains(text, case=False, regex=False)]
    return answer(records(found.head(10)[SHOWN]))


@app.get("/misspelt")
async def misspelt(text: str) -> Response:
    places = [place for _, _, place in process.extract(text, choices, limit=10)]
    return answer(records(titles.iloc[places][SHOWN]))


@app.get("/verdict")
async def verdict(userId: int, titleId: str, threshold: float) -> Response:
    user, title = verdicts["users"].get(str(userId)), verdicts["titles"].get(titleId)
    known = verdicts["thresholds"][str(threshold)]
    probability = 1 / (1 + math.exp(-(known["intercept"] + (user or 0) + (title or 0))))
    basis = "BASE_RATE" if user is None else "USER" if title is None else "USER_AND_TITLE"
    recommended = probability >= known["cutoff"]
    numbers = {"cutoff": known["cutoff"], "baseRate": known["baseRate"]}
    return answer({"probability": probability, "recommended": recommended, **numbers, "basis": basis})


@app.get("/actor")
async def actor(year: int, scored: float, platform: str | None = None) -> Response:
    of_year = titles[titles["releaseYear"] == year]
    found = of_year if platform is None else of_year[of_year["platform"] == platform]
    casts = found["cast"].dropna().str.split(", ").explode().value_counts()
    top = None
    if len(casts):
        count = int(casts.iloc[0])
        name = min(casts[casts == count].index)
        top = {"count": count, "name": name, "displayName": names[name]}
    return answer({"topActor": top, "scoreCounts": by_platform(of_year[of_year["score"] > scored])})
