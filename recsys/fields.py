"""Fields: the things that titles can have in common, each with its weight, its tokens and its words."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that titles can have in common.

    `weight` is the field's part of the similarity of two titles that both have all fields; where a title lacks some
    (Hulu names no cast), the others take their place, unless the field is `needed`: then lacking it makes a title
    unlike all others in that part. 0 leaves a field out.

    `tokens` makes a list of texts of a row: whole names, words, or pieces of words. Titles are the more alike in this
    field the more tokens they share and the fewer titles have those.

    `one` and `many` say what is shared, `{}` standing for it: `same director: {}`. `shown` is how many shared tokens
    to name at most, the weightiest first; with 0, in one field at most, the words stand alone, because the tokens mean
    nothing to a reader.
    """

    name: str
    weight: float
    tokens: pl.Expr
    one: str
    many: str
    shown: int = 3
    needed: bool = False
