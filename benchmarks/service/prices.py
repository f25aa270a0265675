"""`python -m benchmarks.service.prices --data DIR`: what questions take beside what they are reckoned to cost.

The prices in `graphql_api/limits/prices.py` are right where one unit takes about as long whatever is asked, and no
question much longer. They are measured over a release with a model, such as `make tables` leaves in `data/tables`.
"""

import argparse
import asyncio
import gc
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from graphql import get_introspection_query

from benchmarks.measure import ROOT, load, machine
from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.catalogue.snapshot import load as load_release
from graphql_api.context import Context
from graphql_api.limits.documents import Documents
from graphql_api.limits.limits import Limits
from graphql_api.schema import schema
from pipeline.store.releases import open_release

RESULTS = ROOT / "benchmarks" / "results"
ATTEMPTS = 9
"""Times that each question is asked; the fastest counts."""

FACETS = """facets { platforms { count } types { count } ratings { value } genres { value } countries { value }
    releaseYears { year } scoreRange { low } }"""
MISSPELT = "strettched strainger starrlight soutthern sunshiine saturrday shadowwed survivver somethin"
QUESTIONS = {
    "100 titles": "{ titles(first: 100) { nodes { id } } }",
    "100 titles, ten values each": """{ titles(first: 100) { nodes { id displayTitle type releaseYear score votes
        rating durationInt durationType description } } }""",
    "100 titles with casts": "{ titles(first: 100) { nodes { cast { name } } } }",
    "100 titles, ten recommendations each": """{ titles(first: 100) { nodes { recommendations(first: 10) {
        score title { id } } } } }""",
    "a title by a letter in its text": '{ titles(first: 1, filter: { text: "a" }) { nodes { id } } }',
    "a title in an order": "{ titles(first: 1, orderBy: { field: SCORE, direction: DESC }) { nodes { id } } }",
    "facets of all titles": f"{{ titles(first: 1) {{ {FACETS} }} }}",
    "a search for a word": '{ search(text: "night", first: 1) { nodes { id } } }',
    "a search for many words misspelt": f'{{ search(text: "{MISSPELT}", first: 1) {{ nodes {{ id }} }} }}',
    "an actor by letters": '{ actors(first: 1, text: "a b c d") { nodes { id } } }',
    "100 actors with a title each": "{ actors(first: 100) { nodes { titles(first: 1) { nodes { id } } } } }",
    "the top actor": "{ topActor { count } }",
    "the top actor of two years": "{ topActor(year: 2018, addedYear: 2019) { count } }",
    "the longest title": "{ maxDuration(year: 2018) { durationInt } }",
    "scores of a year": "{ scoreCounts(scored: 3.2, year: 2018) { count } }",
    "scores of two years": "{ scoreCounts(scored: 3.2, year: 2018, addedYear: 2019) { count } }",
    "films by a word": '{ films(first: 1, filter: { text: "the" }) { nodes { id } } }',
    "a film that nothing is called": '{ filmScore(title: "the lost wintre of paris") { popularity } }',
    "recommendations of ten users": "{ users(first: 10) { recommendations(first: 10) { score } } }",
    "histories of ten users": "{ users(first: 10) { history(first: 100) { nodes { score title { id } } } } }",
    "a verdict": '{ wouldLike(userId: 1, titleId: "as1") { probability reasons } }',
    "the model card": """{ modelCard { signal tests { name } models { name metrics { name value
        baselines { name value } } } } }""",
    "introspection": get_introspection_query(),
}


@dataclass(frozen=True, slots=True)
class Priced:
    """One question: its cost, and milliseconds by the clock of the fastest attempt."""

    question: str
    cost: int
    milliseconds: float

    @property
    def unit(self) -> float:
        """Microseconds a unit of cost."""
        return 1_000 * self.milliseconds / self.cost


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.service.prices", description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT / "data" / "tables", metavar="DIR", help="the releases")
    parser.add_argument("--results", type=Path, default=RESULTS, metavar="DIR", help="where the figures go")
    options = parser.parse_args(arguments)
    setting = machine("strawberry-graphql", "graphql-core")
    snapshot = load_release(open_release(options.data))
    gc.collect()
    gc.freeze()
    priced = asyncio.run(measured(snapshot))
    setting["load at the end"] = load()
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    text = "\n".join(report(day, setting, snapshot, priced)) + "\n"
    (options.results / f"prices-{day}.md").write_text(text, encoding="utf-8")
    kept = {"day": day, "setting": setting, "priced": [asdict(each) for each in priced]}
    (options.results / f"prices-{day}.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(text)
    return 0


async def measured(snapshot: Snapshot) -> list[Priced]:
    """All questions, the dearest unit first."""
    documents = Documents(schema.core, Limits())
    priced = []
    for question, query in QUESTIONS.items():
        prepared = documents.prepare(query)
        best = min([await seconds(snapshot, query, prepared.document) for _ in range(ATTEMPTS)])
        priced.append(Priced(question, prepared.operation(None).cost({}), round(1_000 * best, 3)))
    return sorted(priced, key=lambda each: -each.unit)


async def seconds(snapshot: Snapshot, query: str, document: object) -> float:
    """What executing a prepared query takes."""
    context = Context(snapshot, document=document)
    started = time.perf_counter()
    result = await schema.execute(query, context_value=context)
    ended = time.perf_counter()
    if result.errors:
        raise RuntimeError(f"{query} is answered with {result.errors}")
    return ended - started


def report(day: str, setting: Mapping[str, str], snapshot: Snapshot, priced: Sequence[Priced]) -> Iterator[str]:
    """The lines of the text."""
    tables = snapshot.manifest.tables
    yield f"# Prices, {day}"
    yield ""
    yield "Made by `python -m benchmarks.service.prices`. One unit of cost is one object of an answer."
    yield "Machine: " + ", ".join(f"{name} {value}" for name, value in setting.items()) + "."
    yield f"Data: {tables['titles'].rows:,} titles, {tables['ratings'].rows:,} ratings, {tables['films'].rows:,} films"
    yield f"({'generated' if snapshot.manifest.synthetic else 'real files'}); of users those who rated most."
    yield ""
    yield f"| question | cost | ms, fastest of {ATTEMPTS} | us a unit |"
    yield "|---|---|---|---|"
    for each in priced:
        yield f"| {each.question} | {each.cost:,} | {each.milliseconds:.2f} | {each.unit:.1f} |"
    yield ""
    yield "Where the cost is small, what it takes is that of any request, about 0.05 ms."


if __name__ == "__main__":
    sys.exit(main())
