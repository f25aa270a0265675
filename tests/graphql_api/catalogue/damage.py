"""What can be wrong with a release and with the pointer to it; each takes the folder of the release."""

import hashlib
import json

from pipeline.store.manifest import MANIFEST
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


def publish_garbage(folder):
    """What was published as it stands, and is no table."""
    content = json.loads((folder / MANIFEST).read_text())
    garbage = b"PAR1 and nothing more"
    (folder / "titles.parquet").write_bytes(garbage)
    content["files"]["titles.parquet"] = {"size": len(garbage), "sha256": hashlib.sha256(garbage).hexdigest()}
    (folder / MANIFEST).write_text(json.dumps(content))


def publish_other_columns(folder):
    """What was published as it stands, and is another table."""
    content = json.loads((folder / MANIFEST).read_text())
    (folder / "titles.parquet").write_bytes((folder / "credits.parquet").read_bytes())
    content["files"]["titles.parquet"] = content["files"]["credits.parquet"]
    (folder / MANIFEST).write_text(json.dumps(content))


def lose_a_table_of_the_manifest(folder, name="credits"):
    content = json.loads((folder / MANIFEST).read_text())
    del content["tables"][name]
    (folder / MANIFEST).write_text(json.dumps(content))


def lose_the_titles_of_the_manifest(folder):
    lose_a_table_of_the_manifest(folder, "titles")


def lose_the_scores_of_the_manifest(folder):
    lose_a_table_of_the_manifest(folder, "title_scores")


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
    cut_the_manifest,
    garble_the_manifest,
    make_the_manifest_another_thing,
    lose_the_manifest,
    use_a_newer_format,
    lose_the_directory,
    publish_garbage,
    publish_other_columns,
    lose_a_table_of_the_manifest,
    lose_the_titles_of_the_manifest,
    lose_the_scores_of_the_manifest,
    garble_the_pointer,
    empty_the_pointer,
    point_outside,
    point_up,
    point_at_a_long_name,
    make_the_pointer_a_directory,
    lose_everything,
]
