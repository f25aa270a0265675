import hashlib

import pytest

from pipeline.store.remote.etags import contradicts


def md5(content):
    return hashlib.md5(content, usedforsecurity=False)


@pytest.fixture
def file(tmp_path):
    (tmp_path / "file").write_bytes(b"abcdefgh")
    return tmp_path / "file"


def test_the_md5_of_the_whole_or_of_the_pieces_md5s_is_right(file):
    together = md5(b"".join(md5(part).digest() for part in (b"abc", b"def", b"gh"))).hexdigest()
    for etag in (md5(b"abcdefgh").hexdigest(), f'"{md5(b"abcdefgh").hexdigest()}"', f'"{together}-3"'):
        assert not contradicts(etag, file, 3)


@pytest.mark.parametrize("etag", [f'"{"0" * 32}"', f'"{"0" * 32}-3"'])
def test_another_md5_is_a_contradiction(file, etag):
    assert contradicts(etag, file, 3)


@pytest.mark.parametrize("etag", [None, "", '"7"', "CJ+abc=", '"0x8D9ABC"', f'W/"{"0" * 32}"'])
def test_an_etag_of_another_form_tells_nothing(file, etag):
    assert not contradicts(etag, file, 3)
