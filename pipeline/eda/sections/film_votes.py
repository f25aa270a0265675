"""Films, votes and popularity."""

import polars as pl

from pipeline.eda.counting import doublings, histogram, steps
from pipeline.eda.section import Figure, Listing, Section
from pipeline.eda.sections.film_kinds import LISTED
from pipeline.eda.sections.film_money import thinned
from pipeline.eda.sections.film_numbers import together
from pipeline.eda.sections.scores import TWICE
from pipeline.eda.sections.summing import ends, most, quarters, total
from pipeline.eda.shapes import Histogram, Points
from pipeline.eda.tables import Tables, collect
from pipeline.eda.words import counted, number, several, share

NAME, TITLE = "film-votes", "Films: votes and popularity"

ENOUGH = 2_000
"""Votes from which the service tells a film's mean, as the brief of the film set asks."""

MANY = 100
"""Votes from which films are told from those with fewer, in the words under the scatter plot."""

POPULARITIES = [2.0**power for power in range(-7, 11)]
"""Bounds of bins of popularity, which is a number without a unit and without an end."""

MEAN_STEP = 0.5
"""The width of a bin of mean votes."""


def section(tables: Tables) -> Section:
    """How films are voted for."""
    films = collect(tables.films)
    if films.is_empty():
        return Section(NAME, TITLE, "This release holds no film set.", (), "There are no films, so nobody voted.")
    voted = films.filter(pl.col("vote_count") > 0)
    intro = (
        "Votes are those of the film set's own public, from 0 to 10, and no ratings of users. Of "
        f"{counted(films.height, 'film')} {voted.height:,} have a vote."
    )
    parts: tuple[Figure | Listing, ...] = (
        *((votes(films, voted), means(voted), means_and_votes(voted)) if voted.height else ()),
        popularities(films),
        *lists(films),
        together(films, ranks=False),
        together(films, ranks=True),
    )
    return Section(NAME, TITLE, intro, parts, found(films, voted))


def found(films: pl.DataFrame, voted: pl.DataFrame) -> str:
    """How many votes films have, how many have enough, and what they amount to."""
    if voted.is_empty():
        return f"None of the {counted(films.height, 'film')} has a vote."
    enough = films.filter(pl.col("vote_count") >= ENOUGH).height
    mean = float((voted["vote_average"] * voted["vote_count"]).sum()) / total(voted["vote_count"])
    return (
        f"The median film has {number(quarters(films['vote_count'])[1])} votes, {share(enough, films.height)} of the "
        f"films have the {ENOUGH:,} from which the service tells a mean, and the mean of all votes is {mean:.2f}."
    )


def votes(films: pl.DataFrame, voted: pl.DataFrame) -> Figure:
    """How many votes films have, on a logarithmic scale."""
    top, (_, middle, _) = most(voted["vote_count"]), quarters(voted["vote_count"])
    table = histogram(voted.lazy(), "vote_count", doublings(top), count="films")
    return Figure(
        "film-vote-counts",
        "Votes per film",
        Histogram(table, "from", "to", "films", "votes", "films", log_x=True),
        f"Half of the films with a vote have {number(middle)} or fewer, and the most voted has {top:,}.",
        f"{TWICE.format('votes')} {counted(films.height - voted.height, 'film has', 'films have')} none.",
    )


def means(voted: pl.DataFrame) -> Figure:
    """The mean of a film's votes."""
    low, middle, high = quarters(voted["vote_average"])
    table = histogram(voted.lazy(), "vote_average", steps(0, 10, MEAN_STEP), count="films")
    return Figure(
        "film-vote-means",
        "Mean vote per film",
        Histogram(table, "from", "to", "films", "mean of the votes", "films"),
        f"The median of the means is {middle:.1f}, and the middle half lies between {low:.1f} and {high:.1f}.",
        "Films without a vote are left out.",
    )


def means_and_votes(voted: pl.DataFrame) -> Figure:
    """Mean vote against the number of votes."""
    names = {"title": "film", "vote_count": "votes", "vote_average": "mean vote"}
    table, said = thinned(voted.sort("film_id").select(list(names)).rename(names))
    many = pl.col("vote_count") >= MANY
    groups = {f"fewer than {MANY} votes": voted.filter(~many), f"{MANY} or more": voted.filter(many)}
    ranges = [
        "from {:.1f} to {:.1f}".format(*ends(group["vote_average"]))
        + f" for {counted(group.height, 'film')} with {which}"
        for which, group in groups.items()
        if group.height
    ]
    return Figure(
        "film-votes-and-means",
        "Mean vote against the number of votes",
        Points(table, "votes", "mean vote", "votes", "mean of the votes", said=said, log_x=True),
        f"Means range {several(ranges)}.",
    )


def popularities(films: pl.DataFrame) -> Figure:
    """Popularity on a logarithmic scale."""
    table = histogram(films.lazy(), "popularity", POPULARITIES, count="films")
    out = films.height - total(table["films"])
    middle, top = quarters(films["popularity"])[1], ends(films["popularity"])[1]
    return Figure(
        "film-popularity",
        "Popularity",
        Histogram(table, "from", "to", "films", "popularity", "films", log_x=True),
        f"The median is {middle:.2f} and the highest {top:.1f}.",
        "A number of the film set's own, without a unit. Each bar spans twice as much as the one before it. "
        f"{counted(out, 'film lies', 'films lie')} outside.",
    )


def top_films(films: pl.DataFrame, column: str) -> pl.DataFrame:
    """The films that are highest in a column.

    Returns:
        `LISTED` rows at most: "film", "year", "popularity", "votes", "mean vote"; equal ones by their title in lower
        case and then their id.
    """
    return (
        films.sort(column, pl.col("title").str.to_lowercase(), "film_id", descending=[True, False, False])
        .head(LISTED)
        .select(
            pl.col("title").alias("film"),
            pl.col("release_year").alias("year"),
            "popularity",
            pl.col("vote_count").alias("votes"),
            pl.col("vote_average").alias("mean vote"),
        )
    )


def lists(films: pl.DataFrame) -> tuple[Listing, ...]:
    """The most popular, the most voted and the best by name."""
    enough = films.filter(pl.col("vote_count") >= ENOUGH)
    listed = [
        Listing("popular-films", "The most popular films", top_films(films, "popularity")),
        Listing("voted-films", "The most voted films", top_films(films, "vote_count")),
        Listing("best-films", f"The best films of {ENOUGH:,} votes or more", top_films(enough, "vote_average")),
    ]
    return tuple(part for part in listed if part.frame.height)
