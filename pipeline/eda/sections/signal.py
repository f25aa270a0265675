"""The signal: whether ratings tell anything of titles, by what the models say of themselves and by a plain check."""

import polars as pl

from pipeline.eda.section import Figure, Listing, Section
from pipeline.eda.sections.chance import BY_CHANCE, SEEN, Chance, by_votes, chance
from pipeline.eda.sections.models import of_card
from pipeline.eda.shapes import Points
from pipeline.eda.tables import Tables, collect
from pipeline.eda.words import counted, several
from pipeline.store.card import ModelCard

NAME, TITLE = "signal", "What ratings tell"


def section(tables: Tables) -> Section:
    """The gate's finding and the models beside their baselines; the plain check alone where there is no model."""
    card = tables.card
    if not tables.rows("ratings"):
        return Section(
            NAME, TITLE, "This release holds no ratings.", of_card(card), "Without ratings there is nothing to tell."
        )
    scores = collect(tables.title_scores)
    found = chance(scores)
    intro = (
        "Ratings that were given to titles at random look like any others. The plain check asks how far the titles' "
        "means are apart, beside how far chance alone would set them. "
        + (f"The model card says: {card.summary}" if card else "No model was fitted to this release, so it is all.")
    )
    parts: tuple[Figure | Listing, ...] = (*([plain_check(scores, found)] if found else []), *of_card(card))
    return Section(NAME, TITLE, intro, parts, finding(found, card))


def finding(found: Chance | None, card: ModelCard | None) -> str:
    """How far means are apart, and what the gate calls it."""
    said = "Chance leaves the titles' means no room, so that they cannot be compared with it"
    if found:
        said = (
            f"The variance of the titles' means is {found.ratio:.2f} times what chance alone would make it "
            f"({found.seen:.3f} instead of {found.expected:.3f}), which is {found.told}"
        )
    return said + (f", and the verdict of the model card is “{card.signal}”." if card else ".")


def plain_check(scores: pl.DataFrame, found: Chance) -> Figure:
    """Both spreads by the number of ratings."""
    table = by_votes(scores)
    seen, by_chance = (table.filter(pl.col("spread") == which) for which in (SEEN, BY_CHANCE))
    ends = [
        f"{seen['standard deviation'][at]:.2f} and {by_chance['standard deviation'][at]:.2f} for titles with "
        + (f"about {seen['ratings'][at]:,.0f} ratings" if at else "the fewest ratings")
        for at in ([0, -1] if seen.height > 1 else [0])
    ]
    return Figure(
        "spread-of-means",
        "How far titles' means are apart, and how far chance alone would set them",
        Points(
            table, "ratings", "standard deviation", "ratings of the title", "standard deviation of means",
            said="One point for the titles of each doubling of the number of ratings; its area is their number.",
            series="spread", size="titles", log_x=True,
        ),
        f"Two rows of points, one for what is seen and one for chance alone: they stand at {several(ends)}.",
        f"Over {counted(scores.height, 'title')} the variance is {found.seen:.3f}, and by chance {found.expected:.3f}. "
        "This check does not ask who rates what; the tests of the model card do.",
    )  # fmt: skip
