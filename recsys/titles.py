"""What titles are compared by."""

from functools import partial

import polars as pl

from pipeline.store.vocabulary import TitleType
from recsys.fields import Field
from recsys.tokens import genres, pieces, single, words

TYPES = {TitleType.MOVIE.value: "movies", TitleType.TV_SHOW.value: "series"}

FORM = pl.format("{} of the {}s", pl.col("type").cast(pl.String).replace(TYPES), pl.col("release_year") // 10 * 10)

# Every field is needed: Hulu names no cast, and if the other fields took its place, titles without a cast would be
# near everything: they were a third of the five nearest of titles with one, though less than a quarter of all.
_field = partial(Field, needed=True)

TITLE_FIELDS = (
    # What a title is about tells most, but as it is the longest field it would drown the others in one text.
    _field("description", 1, words(pl.col("description")), "similar description: {}", "similar description: {}"),
    # Many share a genre: it decides between titles that are alike otherwise. With 0.5 it finds fewer twins.
    _field("genres", 0.3, genres(pl.col("genres")), "same genre: {}", "same genres: {}"),
    # A name is one token: `Tom Hanks` has nothing in common with `Tom Holland`.
    _field("cast", 0.75, pl.col("cast"), "same cast: {}", "same cast: {}"),
    _field("directors", 0.5, pl.col("directors"), "same director: {}", "same directors: {}"),
    # Form and time break ties. They are one token, `movies of the 1990s`: as two they find fewer twins, and as half of
    # all titles share one of the two, comparing them would cost more than all the rest.
    _field("form", 0.3, single(FORM), "both {}", "both {}"),
    # Amazon gives a country for 7 rows in 100.
    _field("countries", 0.1, pl.col("countries"), "same country: {}", "same countries: {}"),
    # Brings sequels and spin-offs together. From .3 to 1.2 the agreement with what people rate alike hardly moves,
    # while ever more namesakes come up (`Frozen` and `Frozen River`): so the least of that range.
    _field("title", 0.3, pieces(pl.col("title")), "similar title", "similar title", shown=0),
)
"""Every field of a title, in the order in which equal reasons are told."""
