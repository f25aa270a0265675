import stat

import pytest

from pipeline.store.errors import ReleaseError
from pipeline.store.remote.mirror import BUILD, SERVE, base, mirror


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch):
    for name in ("CARTELERA_CACHE", "XDG_CACHE_HOME", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)


def test_each_use_of_each_store_has_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("CARTELERA_CACHE", str(tmp_path))
    folders = {mirror(url, use) for url in ("s3://a/x", "s3://a/y", "s3://a-x") for use in (BUILD, SERVE)}
    assert len(folders) == 6
    assert all(folder.is_dir() and folder.parent.name.startswith("s3-a") for folder in folders)
    assert mirror("s3://a/x", SERVE) in folders


def test_equal_names_at_two_endpoints_are_two_stores(tmp_path, monkeypatch):
    there = base("s3://a", str(tmp_path))
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://localhost:9000")
    assert base("s3://a", str(tmp_path)) != there


def test_nobody_else_may_look_into_it(tmp_path):
    assert stat.S_IMODE(mirror("s3://a", SERVE, str(tmp_path)).stat().st_mode) == 0o700


def test_unless_it_is_said_it_lies_in_the_users_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert base("s3://a").parent == tmp_path / ".cache" / "cartelera"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "x"))
    assert base("s3://a").parent == tmp_path / "x" / "cartelera"


def test_a_folder_that_cannot_be_written_is_an_error_that_says_what_to_set(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(
        ReleaseError, match=r"cannot be written \(Not a directory\); have CARTELERA_CACHE name a folder"
    ):
        mirror("s3://a", SERVE, str(tmp_path / "file"))
