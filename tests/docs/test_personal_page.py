"""The page on users lists every array of a model, and what each finding on the ratings leads to."""

from pipeline.store.arrays import CONTRACTS
from pipeline.store.vocabulary import RatingsSignal
from recsys.personal import ALLOWED, basis_of
from recsys.preference.choose import USER_RATE
from tests.docs.pages import DOCS, table

PAGE = DOCS / "personal.md"


def test_every_array_is_listed_as_its_contract_has_it():
    assert table(PAGE, "Arrays") == [
        [f"`{name}`", contract.dtype, ", ".join(contract.axes), contract.what] for name, contract in CONTRACTS.items()
    ]


def test_every_finding_is_listed_with_the_models_that_it_allows():
    written = [[row[0], *row[2:]] for row in table(PAGE, "What ratings tell")]
    assert written == [
        [f"`{signal.name}`", basis_of(signal) or "nothing", ALLOWED.get(signal, USER_RATE)] for signal in RatingsSignal
    ]
