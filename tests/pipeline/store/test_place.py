import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.store.errors import ReleaseError
from pipeline.store.place import checked_url, folder_of, is_url, opened


@pytest.mark.parametrize("data", ["s3://bucket", "gs://bucket/a/b", "ftp://host/x", "S3://bucket"])
def test_a_scheme_makes_a_url(data):
    assert is_url(data)


@pytest.mark.parametrize("data", ["s3:/bucket", "s3//bucket", "S3//bucket/x", "s3:bucket", "gs:bucket"])
def test_a_slip_does_not_make_a_folder_of_that_name(data):
    assert is_url(data)
    scheme = data[:2].lower()
    with pytest.raises(ReleaseError, match=f"write {scheme}://BUCKET/PREFIX"):
        checked_url(data)


@pytest.mark.parametrize(
    "data",
    ["data/tables", "/releases", "C:/releases", "s3", "s3/x", "s3x//y", "./s3:x", Path("s3://bucket"), "a b/c:/d"],
)
def test_everything_else_is_a_folder(data):
    assert not is_url(data)


def test_a_url_loses_the_slash_at_its_end_and_keeps_the_rest():
    assert checked_url("s3://bucket/one/two/") == "s3://bucket/one/two"
    assert checked_url("S3://bucket") == "s3://bucket"


@pytest.mark.parametrize("url", ["https://bucket.example.org/x", "file:///releases", "memory:///", "ftp://host/x"])
def test_what_is_no_object_store_is_refused(url):
    with pytest.raises(ReleaseError, match="is no object store; give a folder, or a URL such as s3://BUCKET/PREFIX"):
        checked_url(url)


@pytest.mark.parametrize(
    "url", ["s3://", "s3:/bucket", "s3://key:secret@bucket/x", "s3://bucket?secret=1", "s3://bucket/x#y", "s3://a b"]
)
def test_a_url_with_more_or_less_than_bucket_and_prefix_is_refused_and_not_repeated(url):
    with pytest.raises(ReleaseError, match=r"write s3://BUCKET/PREFIX, and give keys by the environment") as refused:
        checked_url(url)
    assert "secret" not in str(refused.value)


def test_a_folder_is_its_own_place_and_needs_nothing(tmp_path):
    with opened(str(tmp_path / "data")) as place:
        assert place.folder == folder_of(str(tmp_path / "data")) == tmp_path / "data"
        assert str(place) == str(tmp_path / "data")
        place.publish()
    assert not (tmp_path / "data").exists()


@pytest.mark.slow
def test_nothing_that_speaks_to_stores_is_loaded_for_a_folder(tmp_path):
    modules = "pipeline.__main__, recsys.__main__, graphql_api.__main__, graphql_api.app, graphql_api.settings"
    served = f"graphql_api.app.create_app(graphql_api.settings.Settings.read({{'CARTELERA_DATA': {str(tmp_path)!r}}}))"
    code = f"import sys, {modules}; {served}; sys.exit('obstore' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("data", ["", " "])
def test_a_name_that_nobody_has_set_is_no_folder(data):
    with pytest.raises(ReleaseError, match="--data is empty; expected a folder"), opened(data):
        pass
