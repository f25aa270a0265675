"""The same tables as those of `pipeline build` from a plain pandas program: what a data analyst would write, and well.

It takes one file of ratings at a time, as an analyst who knows that eleven million rows are many would. It hashes
nothing, keeps no rejected row (and stops at a number that is none), checks no contract and publishes nothing.
"""

import sys
from pathlib import Path

import pandas as pd

CATALOGUES = {
    "amazon": "amazon_prime_titles.csv",
    "disney": "disney_plus_titles.csv",
    "hulu": "hulu_titles.csv",
    "netflix": "netflix_titles.csv",
}
TEXT = ["type", "title", "director", "cast", "country", "rating", "duration", "listed_in", "description"]
LISTS = ["director", "cast", "country", "listed_in"]
DURATION = r"(?i)(\d+) (min|season)s?"
SUFFIX = r",\s*(jr\.|sr\.|iii|ii|iv|ph\.d\.|m\.d\.|esq\.)(?=\s*(?:,|$))"
STEPS = [half / 2 for half in range(1, 11)]


def clean(text: pd.Series) -> pd.Series:
    """Spaces put right; blank is null."""
    text = text.str.replace("[\u200b\ufeff]", "", regex=True).str.replace(r"\s+", " ", regex=True).str.strip()
    return text.mask(text == "")


def split(text: str) -> list[str]:
    """A list's items as written, without blanks and bare numbers, each once however it is spelled."""
    first: dict[str, str] = {}
    for item in map(str.strip, text.split(",")):
        if item and not item.isdecimal():
            first.setdefault(item.lower(), item)
    return list(first.values())


def lower(items: list[str]) -> list[str]:
    """A list's items in lower case."""
    return [item.lower() for item in items]


def read_titles(raw: Path) -> pd.DataFrame:
    """The four catalogues as one table."""
    frames = [
        pd.read_csv(raw / "catalogues" / file, dtype="str", keep_default_na=False, na_values=[""]).assign(
            platform=platform
        )
        for platform, file in CATALOGUES.items()
    ]
    table = pd.concat(frames, ignore_index=True)
    table["title_id"] = table["platform"].str[0] + table["show_id"]
    table[TEXT] = table[TEXT].apply(clean)
    slipped = table["duration"].isna() & table["rating"].str.fullmatch(DURATION, na=False)
    table.loc[slipped, "duration"] = table.loc[slipped, "rating"]
    table.loc[slipped, "rating"] = None
    table.loc[table["director"] == table["description"], "director"] = None
    length = table["duration"].str.extract(DURATION)
    table["duration_int"] = pd.to_numeric(length[0]).astype("Int32")
    table["duration_type"] = length[1].str.lower()
    table["date_added"] = pd.to_datetime(clean(table["date_added"]), format="%B %d, %Y", errors="coerce")
    table["added_year"] = table["date_added"].dt.year.astype("Int32")
    table["release_year"] = table["release_year"].astype("int32")
    table["rating_filled"] = table["rating"].isna()
    table["rating"] = table["rating"].fillna("g").str.lower()
    table["display_title"], table["display_description"] = table["title"], table["description"]
    for column in ("type", "title", "description"):
        table[column] = table[column].str.lower()
    for column in ("director", "cast"):
        table[column] = table[column].str.replace(SUFFIX, r" \1", regex=True, case=False)
    for column in LISTS:
        table[column] = table[column].fillna("").map(split)
    return table


def credits_of(table: pd.DataFrame) -> pd.DataFrame:
    """One row a person, role and title, in billing order."""
    roles = []
    for role, column in (("actor", "cast"), ("director", "director")):
        people = table[["title_id", column]].explode(column).dropna().rename(columns={column: "display_name"})
        people["name"] = people["display_name"].map(str.lower)
        roles.append(people.assign(role=role, billing=people.groupby("title_id").cumcount() + 1))
    return pd.concat(roles, ignore_index=True)


def read_ratings(file: Path, known: pd.Series) -> pd.DataFrame:
    """One file's good rows, sorted."""
    types = {"userId": "int32", "rating": "float32", "timestamp": "int64", "movieId": "str"}
    rows = pd.read_csv(file, dtype=types).rename(
        columns={"userId": "user_id", "rating": "score", "timestamp": "rated_at", "movieId": "title_id"}
    )
    good = rows["score"].isin(STEPS) & rows["title_id"].isin(known) & (rows["user_id"] >= 0) & (rows["rated_at"] >= 0)
    return rows[good].sort_values(["user_id", "rated_at", "title_id", "score"], ignore_index=True)


def sums_of(rows: pd.DataFrame) -> pd.DataFrame:
    """Votes, sum and sum of squares of each title."""
    score = rows["score"].astype("float64")
    by_title = pd.DataFrame({"title_id": rows["title_id"], "score": score, "square": score * score}).groupby("title_id")
    return by_title.agg(votes=("score", "size"), score_sum=("score", "sum"), score_sumsq=("square", "sum"))


def write_part(file: Path, known: pd.Series, part: Path) -> pd.DataFrame:
    """Write one file's good rows; returns their sums by title."""
    rows = read_ratings(file, known)
    rows.to_parquet(part, index=False, compression="zstd")
    return sums_of(rows)


def main(raw: Path, out: Path) -> None:
    """Write all tables. Compressed as ours, which costs pandas less than its own default does."""
    (out / "ratings").mkdir(parents=True)
    table = read_titles(raw)
    credits_of(table).to_parquet(out / "credits.parquet", index=False, compression="zstd")
    for column in LISTS:
        table[column] = table[column].map(lower)
    table.to_parquet(out / "titles.parquet", index=False, compression="zstd")
    files = sorted((raw / "ratings").glob("*.csv"))
    sums = pd.concat(write_part(file, table["title_id"], out / "ratings" / f"{file.stem}.parquet") for file in files)
    scores = sums.groupby(level=0).sum().reset_index()
    scores["score"] = scores["score_sum"] / scores["votes"]
    scores.to_parquet(out / "title_scores.parquet", index=False, compression="zstd")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
