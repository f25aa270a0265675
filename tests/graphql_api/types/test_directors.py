"""The directors of a title and of a film: in order, and as many as asked for."""

import pytest

from graphql_api.catalogue.snapshot import load
from pipeline.store.vocabulary import PlatformCode
from tests.conftest import publish
from tests.graphql_api.asking import answer
from tests.raw_files import film, film_credits, title, worker, write_raw

NAMES = [f"Person {number:02}" for number in range(30)]


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A title and a film that thirty people directed."""
    folder = tmp_path_factory.mktemp("many")
    credits = {**film_credits("1"), "crew": repr([worker(name) for name in NAMES])}
    titles = {PlatformCode.NETFLIX: [title(show_id="s1", director=", ".join(NAMES))]}
    raw = write_raw(folder / "raw", titles, {}, [film(id="1")], [credits])
    return load(publish(raw, folder / "data"))


@pytest.mark.parametrize("which", ['title(id: "ns1")', 'film(id: "film:1")'])
@pytest.mark.parametrize(("argument", "count"), [("", 20), ("(first: 3)", 3), ("(first: 100)", 30)])
async def test_directors_come_in_order_and_as_many_as_asked_for(argument, count, which, many):
    found = await answer(many, f"{{ it: {which} {{ directors{argument} {{ displayName }} }} }}")
    assert [each["displayName"] for each in found["it"]["directors"]] == NAMES[:count]
