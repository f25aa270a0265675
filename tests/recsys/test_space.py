"""The space of rows: what is needed and lacking is a place of its own."""

import numpy as np
import polars as pl
import pytest

from recsys.fields import Field
from recsys.space import space

ROWS = pl.DataFrame({"a": [["x"], ["x"], [], [], ["only here"]], "b": [["y"], [], ["y"], [], ["y"]]})


def cosines(*, a, b, weight=3):
    fields = [
        Field("a", 1, pl.col("a"), "{}", "{}", needed=a),
        Field("b", weight, pl.col("b"), "{}", "{}", needed=b),
    ]
    made = space(ROWS, fields)
    return made, (made.matrix @ made.matrix.T).toarray()


def test_where_a_field_is_lacking_the_others_take_its_place():
    made, found = cosines(a=False, b=False)
    assert found[0, 1] == pytest.approx(0.5)  # of two roots of 1/4 and 1
    assert found[0, 2] == pytest.approx(np.sqrt(3 / 4))
    assert found[2, 4] == pytest.approx(1)  # a token of one row alone is none
    assert made.matrix.shape[1] == 2
    assert found[3, 3] == 0


def test_where_a_needed_field_is_lacking_it_counts_as_unlike():
    made, found = cosines(a=True, b=True)
    assert found[0, 1] == pytest.approx(1 / 4)
    assert found[0, 2] == found[2, 4] == pytest.approx(3 / 4)
    assert np.diag(found) == pytest.approx([1] * 5)
    assert found[3, :3] == pytest.approx([0, 0, 0])  # who lacks everything is like nobody, who lacks the same neither
    assert [block.matrix.shape[1] for block in made.blocks] == [1, 1]  # nothing of it is a reason


def test_one_field_may_be_needed_and_another_not():
    _, found = cosines(a=True, b=False)
    assert found[0, 1] == pytest.approx(1 / 2)
    assert found[0, 2] == pytest.approx(3 / 4)


def test_a_field_of_weight_0_is_not_needed_whatever_it_says():
    made, found = cosines(a=True, b=True, weight=0)
    assert found[0, 1] == pytest.approx(1)
    assert [block.field.name for block in made.blocks] == ["a"]


@pytest.mark.parametrize("needed", [False, True])
def test_no_rows_make_an_empty_space(needed):
    made = space(ROWS.clear(), [Field("a", 1, pl.col("a"), "{}", "{}", needed=needed)])
    assert made.matrix.shape[0] == 0
