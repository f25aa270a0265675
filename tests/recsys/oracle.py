"""The neighbours once more, in plain Python: no frames, no matrices, no libraries, and every rule written out."""

import math
import re
import unicodedata
from collections import Counter

STOPPED = {"the", "a", "and", "of", "to", "in", "two"}
"""The stop words that occur in the catalogues of these tests."""


def fold(text):
    kept = (letter for letter in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(letter))
    return "".join(kept)


def words(text):
    return [word for word in re.findall(r"\w+", text or "") if len(word) > 1 and word not in STOPPED]


def pieces(title):
    padded = [f" {word} " for word in re.findall(r"[^\W_]+", fold(title)) if word not in STOPPED]
    return [word[at : at + n] for word in padded for n in (3, 4, 5) for at in range(len(word) - n + 1)]


FORMS = {"movie": "movies", "tv show": "series"}
FIELDS = {
    "description": (1, lambda row: words(row["description"])),
    "genres": (0.3, lambda row: row["genres"]),
    "cast": (0.75, lambda row: row["cast"]),
    "directors": (0.5, lambda row: row["directors"]),
    "form": (0.3, lambda row: [f"{FORMS[row['type']]} of the {str(row['release_year'])[:3]}0s"]),
    "countries": (0.1, lambda row: row["countries"]),
    "title": (0.3, lambda row: pieces(row["title"])),
}
FILM_FIELDS = {
    "overview": (1, lambda row: words((row["overview"] or "").lower())),
    "genres": (0.3, lambda row: row["genres"]),
    "companies": (0.3, lambda row: row["companies"]),
}
SINCE = 1970


def vectors(rows, tokens):
    """TF-IDF vectors of length 1: (1 + ln n) (1 + ln((1 + N) / (1 + df))), for tokens of two rows or more."""
    counted = [Counter(tokens(row)) for row in rows]
    df = Counter(token for counts in counted for token in counts)
    made = []
    for counts in counted:
        vector = {
            token: (1 + math.log(n)) * (1 + math.log((1 + len(rows)) / (1 + df[token])))
            for token, n in counts.items()
            if df[token] > 1
        }
        length = math.sqrt(sum(value**2 for value in vector.values()))
        made.append({token: value / length for token, value in vector.items()})
    return made


def dot(one, other):
    return sum(value * other[token] for token, value in one.items() if token in other)


def shares(rows, fields=FIELDS):
    """For each pair of rows by their places, the share of every field in their cosine.

    Every field is needed: where a row lacks one, no other takes its place.
    """
    by_field = {name: (weight, vectors(rows, tokens)) for name, (weight, tokens) in fields.items()}
    square = sum(weight for weight, _ in fields.values())
    return {
        (a, b): {name: weight * dot(made[a], made[b]) / square for name, (weight, made) in by_field.items()}
        for a in range(len(rows))
        for b in range(len(rows))
    }


def same_work(one, other):
    keys = [re.sub(r"[\W_]+", "", fold(row["title"])) for row in (one, other)]
    near = abs(one["release_year"] - other["release_year"]) <= 1
    return bool(keys[0]) and keys[0] == keys[1] and one.get("type") == other.get("type") and near


def one_of_each_work(rows, cosines, a, id_):
    """The places of the others, nearest first, less those that are the same work as the row itself or a nearer one."""
    entered = []
    for b in sorted(range(len(rows)), key=lambda b: (-cosines[a, b], rows[b][id_])):
        alike = b != a and cosines[a, b] > 0 and rows[b]["release_year"] >= (SINCE if id_ == "film_id" else 0)
        if alike and not any(same_work(rows[b], rows[other]) for other in (a, *entered)):
            entered.append(b)
    return entered


def film_neighbours(rows, kept=50):
    """The neighbours of each `film_id` with their scores: films since 1970 only, and no rule about franchises."""
    told = shares(rows, FILM_FIELDS)
    cosines = {pair: round(sum(by_field.values()), 6) for pair, by_field in told.items()}
    found = {}
    for a, row in enumerate(rows):
        if entered := one_of_each_work(rows, cosines, a, "film_id")[:kept]:
            found[row["film_id"]] = [(rows[b]["film_id"], cosines[a, b]) for b in entered]
    return found


def neighbours(rows, franchises, kept=50):
    """The neighbours of each `title_id` with their scores, by looking at every other row."""
    cosines = {pair: round(sum(by_field.values()), 6) for pair, by_field in shares(rows).items()}
    found = {}
    for a, row in enumerate(rows):
        entered = one_of_each_work(rows, cosines, a, "title_id")
        early, late = [], []
        called, met, kin = franchises[row["title_id"]], Counter(), 0
        for b in entered:
            name, phrase, words = franchises[rows[b]["title_id"]]
            met[name] += 1
            is_kin = bool(called[1] and called[1] in words) or bool(phrase and phrase in called[2])
            kin += is_kin
            waits = met[name] > 2 or (is_kin and kin > 2)
            (early if len(early) < 5 and not waits else late).append(b)
        chosen = (early + late if len(early) == 5 else early)[:kept]
        if chosen:
            found[row["title_id"]] = [(rows[b]["title_id"], cosines[a, b]) for b in chosen]
    return found
