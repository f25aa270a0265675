"""What can be wrong with a release and with the pointer to it; each takes the folder of the release."""

import hashlib
import io
import json

import numpy as np
import polars as pl
import pytest

from pipeline.store.arrays import FOLDER as ARRAYS
from pipeline.store.card import CARD
from pipeline.store.manifest import MANIFEST
from pipeline.store.parameters import PARAMETERS
from pipeline.store.releases import POINTER


def cut_a_table(folder):
    table = folder / "credits.parquet"
    table.write_bytes(table.read_bytes()[:-100])


def flip_a_byte(folder):
    content = bytearray((folder / "titles.parquet").read_bytes())
    content[len(content) // 2] ^= 1
    (folder / "titles.parquet").write_bytes(content)


def lose_a_table(folder):
    (folder / "title_scores.parquet").unlink()


def lose_the_films(folder):
    (folder / "films.parquet").unlink()


def flip_a_byte_of_the_films(folder):
    content = bytearray((folder / "films.parquet").read_bytes())
    content[len(content) // 2] ^= 1
    (folder / "films.parquet").write_bytes(content)


def lose_the_film_credits(folder):
    (folder / "film_credits.parquet").unlink()


def cut_the_manifest(folder):
    text = (folder / MANIFEST).read_text()
    (folder / MANIFEST).write_text(text[: len(text) // 2])


def garble_the_manifest(folder):
    (folder / MANIFEST).write_bytes(b"\xff\x00\x80")


def make_the_manifest_another_thing(folder):
    (folder / MANIFEST).write_text("[1, 2, 3]")


def lose_the_manifest(folder):
    (folder / MANIFEST).unlink()


def use_a_newer_format(folder):
    content = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps(content | {"format": 999}))


def lose_the_directory(folder):
    folder.rename(folder.with_name("elsewhere"))


def publish_garbage(folder, table="titles"):
    """What was published as it stands, and is no table."""
    publish_instead(folder, table, b"PAR1 and nothing more")


def publish_garbage_for_films(folder):
    publish_garbage(folder, "films")


def publish_other_columns(folder, table="titles"):
    """What was published as it stands, and is another table."""
    publish_instead(folder, table, (folder / "credits.parquet").read_bytes())


def publish_other_columns_for_films(folder):
    publish_other_columns(folder, "films")


def publish_other_columns_for_film_credits(folder):
    publish_other_columns(folder, "film_credits")


def publish_instead(folder, table, bytes_):
    publish_file_instead(folder, f"{table}.parquet", bytes_)


def publish_file_instead(folder, name, bytes_):
    content = json.loads((folder / MANIFEST).read_text())
    (folder / name).write_bytes(bytes_)
    content["files"][name] = {"size": len(bytes_), "sha256": hashlib.sha256(bytes_).hexdigest()}
    (folder / MANIFEST).write_text(json.dumps(content))


def lose_a_table_of_the_manifest(folder, name="credits"):
    content = json.loads((folder / MANIFEST).read_text())
    del content["tables"][name]
    (folder / MANIFEST).write_text(json.dumps(content))


def lose_the_titles_of_the_manifest(folder):
    lose_a_table_of_the_manifest(folder, "titles")


def lose_the_scores_of_the_manifest(folder):
    lose_a_table_of_the_manifest(folder, "title_scores")


def lose_the_films_of_the_manifest(folder):
    lose_a_table_of_the_manifest(folder, "films")


def lose_the_film_credits_of_the_manifest(folder):
    lose_a_table_of_the_manifest(folder, "film_credits")


def garble_the_pointer(folder):
    (folder.parent / POINTER).write_bytes(b"\xff\x00\x80")


def empty_the_pointer(folder):
    (folder.parent / POINTER).write_bytes(b"")


def point_outside(folder):
    (folder.parent / POINTER).write_text(f"../{folder.parent.name}/{folder.name}")


def point_up(folder):
    (folder.parent / POINTER).write_text("..")


def point_at_a_long_name(folder):
    (folder.parent / POINTER).write_text("x" * 5_000)


def make_the_pointer_a_directory(folder):
    (folder.parent / POINTER).unlink()
    (folder.parent / POINTER).mkdir()


def lose_everything(folder):
    folder.parent.rename(folder.parent.with_name("elsewhere"))


DAMAGE = [
    cut_a_table,
    flip_a_byte,
    lose_a_table,
    lose_the_films,
    flip_a_byte_of_the_films,
    lose_the_film_credits,
    cut_the_manifest,
    garble_the_manifest,
    make_the_manifest_another_thing,
    lose_the_manifest,
    use_a_newer_format,
    lose_the_directory,
    publish_garbage,
    publish_garbage_for_films,
    publish_other_columns,
    publish_other_columns_for_films,
    publish_other_columns_for_film_credits,
    lose_a_table_of_the_manifest,
    lose_the_titles_of_the_manifest,
    lose_the_scores_of_the_manifest,
    lose_the_films_of_the_manifest,
    lose_the_film_credits_of_the_manifest,
    garble_the_pointer,
    empty_the_pointer,
    point_outside,
    point_up,
    point_at_a_long_name,
    make_the_pointer_a_directory,
    lose_everything,
]


def lose_the_film_neighbours(folder):
    (folder / "film_neighbours.parquet").unlink()


def cut_the_film_neighbours(folder):
    table = folder / "film_neighbours.parquet"
    table.write_bytes(table.read_bytes()[:-100])


def publish_garbage_for_film_neighbours(folder):
    publish_garbage(folder, "film_neighbours")


def publish_other_columns_for_film_neighbours(folder):
    publish_other_columns(folder, "film_neighbours")


def publish_neighbours_of_another_film_set(folder):
    """Neighbours as they stand, but of a film that is none of the release."""
    stranger = pl.read_parquet(folder / "film_neighbours.parquet").with_columns(neighbour_id=pl.lit(999, pl.Int32))
    written = io.BytesIO()
    stranger.write_parquet(written)
    publish_instead(folder, "film_neighbours", written.getvalue())


def lose_an_array(folder):
    (folder / ARRAYS / "would_title_bias.npy").unlink()


def publish_without_an_array(folder):
    """An array that not even the manifest knows of."""
    lose_an_array(folder)
    content = json.loads((folder / MANIFEST).read_text())
    del content["files"][f"{ARRAYS}/would_title_bias.npy"]
    (folder / MANIFEST).write_text(json.dumps(content))


def publish_nothing_for_an_array(folder):
    publish_file_instead(folder, f"{ARRAYS}/likes.npy", b"")


def publish_an_array_of_another_type(folder):
    written = io.BytesIO()
    np.save(written, np.zeros(3))
    publish_file_instead(folder, f"{ARRAYS}/users.npy", written.getvalue())


def publish_garbage_for_the_card(folder):
    publish_file_instead(folder, CARD, b'{"signal": "fine"}')


def publish_garbage_for_the_parameters(folder):
    publish_file_instead(folder, PARAMETERS, b"[]")


MODEL_DAMAGE = [
    lose_an_array,
    publish_without_an_array,
    publish_nothing_for_an_array,
    publish_an_array_of_another_type,
    publish_garbage_for_the_card,
    publish_garbage_for_the_parameters,
    lose_the_film_neighbours,
    cut_the_film_neighbours,
    publish_garbage_for_film_neighbours,
    publish_other_columns_for_film_neighbours,
    publish_neighbours_of_another_film_set,
]
"""What can be wrong with a release that has a model, besides."""


def some(kinds, every=5):
    """All kinds of damage, of which most are tried by the slow tests alone: each publishes releases of its own."""
    return [
        pytest.param(kind, id=kind.__name__, marks=[] if place % every == 0 else [pytest.mark.slow])
        for place, kind in enumerate(kinds)
    ]
