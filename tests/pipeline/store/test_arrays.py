"""The arrays of a model: written whole, read by mapping, and held to what is said of each."""

import re

import numpy as np
import pytest

from pipeline.store.arrays import CONTRACTS, FOLDER, hold, mapped, save
from pipeline.store.errors import DamagedRelease, TableError


def some(length=3):
    """Arrays of every name, as their contracts say."""
    return {
        name: np.arange(length ** len(contract.axes), dtype=contract.dtype).reshape([length] * len(contract.axes))
        for name, contract in CONTRACTS.items()
    }


@pytest.mark.parametrize("length", [0, 3])
def test_what_is_saved_is_read_again(length, tmp_path):
    # Also where a release has no ratings, and so nothing to hold.
    save(tmp_path, some(length))
    found = mapped(tmp_path)
    assert list(found) == list(CONTRACTS)
    for name, array in some(length).items():
        assert (found[name].dtype, found[name].shape) == (array.dtype, array.shape)
        assert np.array_equal(found[name], array)


def test_what_is_read_is_mapped_and_cannot_be_changed(tmp_path):
    save(tmp_path, some())
    likes = mapped(tmp_path)["likes"]
    assert isinstance(likes.base, np.memmap)
    with pytest.raises(ValueError, match="read-only"):
        likes[0] = 7


def test_columns_of_a_larger_array_are_written_in_their_order(tmp_path):
    wide = np.arange(12, dtype=np.int32).reshape(4, 3)
    save(tmp_path, some() | {"likes": wide[:, 1], "would_title_reaching": wide.T})
    found = mapped(tmp_path)
    assert found["likes"].tolist() == [1, 4, 7, 10]
    assert found["would_title_reaching"].flags.c_contiguous
    assert found["would_title_reaching"].tolist() == wide.T.tolist()


@pytest.mark.parametrize("name", CONTRACTS)
def test_another_type_or_another_number_of_axes_is_refused(name, tmp_path):
    good = some()[name]
    hold(name, good)
    for number, bad in enumerate([good.astype(np.float16), good[None], good.reshape(-1)[0]]):
        folder = tmp_path / str(number)
        folder.mkdir()
        with pytest.raises(TableError, match=f"^array {name}: .* axes, expected {CONTRACTS[name].dtype} with"):
            save(folder, some() | {name: bad})


@pytest.mark.parametrize(("arrays", "named"), [({"more": np.zeros(1)}, "more"), (None, "likes")])
def test_every_array_and_no_other_is_written(arrays, named, tmp_path):
    given = some() | arrays if arrays else {name: array for name, array in some().items() if name != "likes"}
    with pytest.raises(TableError, match=re.escape(f"arrays: ['{named}'] are unknown or missing")):
        save(tmp_path, given)
    assert not (tmp_path / FOLDER).exists()


def lose(file):
    file.unlink()


def cut(file):
    file.write_bytes(file.read_bytes()[:-4])


def empty(file):
    file.write_bytes(b"")


def garble(file):
    file.write_bytes(b"no array")


def pickle(file):
    np.save(file, np.array([{"any": "object"}]), allow_pickle=True)


def make_another_type(file):
    np.save(file, np.zeros(3, np.float64))


def make_a_table(file):
    np.save(file, np.zeros((3, 3), np.int32))


def make_a_folder(file):
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    "damage", [lose, cut, empty, garble, pickle, make_another_type, make_a_table, make_a_folder],
    ids=lambda damage: damage.__name__,
)  # fmt: skip
def test_a_damaged_array_says_which_file_and_what_to_do(damage, tmp_path):
    save(tmp_path, some(5))
    file = tmp_path / FOLDER / "likes.npy"
    damage(file)
    with pytest.raises(DamagedRelease) as refused:
        mapped(tmp_path)
    told = str(refused.value)
    assert told.startswith(f"{file} cannot be used (")
    assert told.endswith("); fit the models again")
    assert "\n" not in told


def test_a_release_without_the_folder_of_arrays_is_damaged(tmp_path):
    with pytest.raises(DamagedRelease, match=r"users\.npy cannot be used"):
        mapped(tmp_path)


def test_every_array_is_described():
    for name, contract in CONTRACTS.items():
        assert np.dtype(contract.dtype).name == contract.dtype, name
        assert contract.axes
        assert contract.what
