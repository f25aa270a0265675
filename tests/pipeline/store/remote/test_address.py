import pytest

from pipeline.store.errors import DamagedRelease
from pipeline.store.remote.address import Address, pointed, unsafe
from tests.pipeline.store.remote.making import made


def test_an_address_is_read_as_it_is_written():
    address = Address.of("abc-m1", b"{}")
    assert str(address) == "abc-m1-44136fa355b3"
    assert Address.read(f"{address}\n") == address
    assert address.manifest == "abc-m1-44136fa355b3/manifest.json"


def test_another_manifest_has_another_address():
    assert Address.of("abc", b"{}") != Address.of("abc", b"{} ")


@pytest.mark.parametrize("text", ["", "abc", "abc-123", "../abc-44136fa355b3", "a/b-44136fa355b3", ".-44136fa355b3"])
def test_what_is_no_address_is_none(text):
    assert Address.read(text) is None


def test_a_pointer_that_names_nothing_is_damaged():
    with pytest.raises(DamagedRelease, match="s3://b/CURRENT names no release; make one current with"):
        pointed(b"\xff\n", "s3://b/CURRENT")


def test_a_manifest_of_files_below_its_folder_is_safe(tmp_path):
    manifest = made(tmp_path, "v1", titles="t", ratings__1="r").manifest
    assert unsafe(manifest, "v1") is None
    assert unsafe(manifest, "v2") == "version 'v1'"


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "a\\x", "c:x", "manifest.json", ".", "a//b", "a\nb"])
def test_a_manifest_that_names_files_elsewhere_is_not(tmp_path, name):
    manifest = made(tmp_path, "v1", titles="t").manifest
    manifest.files[name] = manifest.files["titles"]
    assert unsafe(manifest, "v1") == f"file {name!r}"
