"""The model card as tables: the tests of the ratings, and each model beside the simpler ways it was compared with."""

import polars as pl

from pipeline.eda.section import Figure, Listing
from pipeline.eda.shapes import Bars
from pipeline.eda.words import several
from pipeline.store.card import Interval, Metric, Model, ModelCard

PASSED = {True: "yes", False: "no", None: "undecided or not made"}
"""How a test came out."""


def interval(ends: Interval | None) -> str:
    """`0.151 to 0.192`; nothing for none."""
    return f"{ends.low:.3f} to {ends.high:.3f}" if ends else ""


def figure(value: float | None) -> str:
    """Three decimals, as measures differ in the third; nothing for none."""
    return "" if value is None else f"{value:,.3f}"


def tests(card: ModelCard) -> Listing:
    """What the ratings were put to."""
    rows = [
        (test.name, test.finding, figure(test.value), interval(test.interval), PASSED[test.passed])
        for test in card.tests
    ]
    columns = {
        "test": pl.String, "finding": pl.String, "figure": pl.String, "95 % interval": pl.String, "passed": pl.String,
    }  # fmt: skip
    return Listing(
        "signal-tests",
        "The tests of the signal gate",
        pl.DataFrame(rows, columns, orient="row"),
        f"The verdict is: {card.signal}. Each test was made when the models were fitted.",
    )


def metrics(card: ModelCard) -> Listing:
    """Every measure of every model, with what the simpler ways reach on the same data."""
    rows = [
        (
            str(model.task),
            model.name,
            metric.name,
            metric.split,
            way,
            figure(value),
            interval(ends),
            interval(difference),
        )
        for model in card.models
        for metric in model.metrics
        for way, value, ends, difference in [
            ("the model", metric.value, metric.interval, None),
            *((simpler.name, simpler.value, None, simpler.difference) for simpler in metric.baselines),
        ]
    ]
    columns = {
        "task": pl.String, "model": pl.String, "measure": pl.String, "measured on": pl.String, "way": pl.String,
        "figure": pl.String, "95 % interval": pl.String, "the model less this way, 95 % interval": pl.String,
    }  # fmt: skip
    return Listing(
        "model-measures",
        "Every measure of the models",
        pl.DataFrame(rows, columns, orient="row"),
        "Measured on ratings that the models had not seen.",
    )


def figures(card: ModelCard) -> tuple[Figure, ...]:
    """Of each model its first measure that has baselines, beside them."""
    found = []
    for model in card.models:
        compared = [metric for metric in model.metrics if metric.baselines]
        if compared:
            found.append(beside(model, compared[0]))
    return tuple(found)


def beside(model: Model, metric: Metric) -> Figure:
    """One measure of a model beside its baselines."""
    ways = [("the model", metric.value), *((way.name, way.value) for way in metric.baselines)]
    table = pl.DataFrame(ways, {"way": pl.String, "figure": pl.Float64}, orient="row")
    better = "higher is better" if metric.higher_is_better else "lower is better"
    figures = several([f"{value:.3f} for {way}" for way, value in ways])
    task = str(model.task)
    return Figure(
        f"model-{task.replace(' ', '-')}",
        f"{task.capitalize()} ({model.name}): {metric.name}",
        Bars(table, "way", "figure", f"{metric.name} ({better})"),
        f"{metric.name[:1].upper()}{metric.name[1:]}: {figures}; {better}.",
        f"Measured on: {metric.split}.",
    )


def of_card(card: ModelCard | None) -> tuple[Figure | Listing, ...]:
    """All of it; nothing where no model was fitted."""
    if not card:
        return ()
    listed = metrics(card)
    return (tests(card), *figures(card), *((listed,) if listed.frame.height else ()))
