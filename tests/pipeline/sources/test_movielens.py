import re

import pytest

from pipeline.sources.movielens import Archive, find_archive
from pipeline.store.errors import MissingSource, SourceError


def put(folder, *files):
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).touch()
    return folder


@pytest.mark.parametrize("home", ["movielens", "movielens/ml-latest-small"])
@pytest.mark.parametrize(("movies", "ratings"), [("movies.csv", "ratings.csv"), ("movies.csv.gz", "ratings.csv.gz")])
def test_an_archive_lies_in_the_folder_or_in_one_within(tmp_path, home, movies, ratings):
    others = ["movielens/.DS_Store", "movielens/__MACOSX/movies.csv", f"{home}/tags.csv", f"{home}/README.txt",
              "movielens/ml-latest-small.zip"]  # fmt: skip
    raw = put(tmp_path, f"{home}/{movies}", f"{home}/{ratings}", *others)
    assert find_archive(raw) == Archive(raw / home / movies, raw / home / ratings)


@pytest.mark.parametrize("files", [[], ["movielens/.DS_Store"], ["films/movies.csv"]])
def test_without_a_folder_or_anything_in_it_there_is_none(tmp_path, files):
    assert find_archive(put(tmp_path, *files)) is None
    (tmp_path / "movielens").mkdir(exist_ok=True)
    assert find_archive(tmp_path) is None


@pytest.mark.parametrize(
    ("files", "error", "message"),
    [
        (["a/movies.csv", "a/ratings.csv", "b/movies.csv", "b/ratings.csv"], SourceError,
         r"movielens holds several MovieLens archives: .*movielens/a, .*movielens/b; leave the one that is meant"),
        (["movies.csv", "ratings.csv", "b/ratings.csv"], SourceError, r"several MovieLens archives: .*movielens, .*/b"),
        (["a/movies.csv"], MissingSource, r"a/movies.csv is there without .*a/ratings.csv: put it beside it"),
        (["ratings.csv.gz"], MissingSource, r"ratings.csv.gz is there without .*movielens/movies.csv: put it beside"),
        (["movies.csv", "ratings.csv", "ratings.csv.gz"], SourceError,
         r"ratings.csv and .*ratings.csv.gz are both there; leave the one"),
        (["ml-1m/movies.dat", "ml-1m/ratings.dat"], MissingSource,
         r"movies.dat is of a layout that is not read; expected movies.csv and ratings.csv of an unpacked"),
        (["ml-25m.zip"], MissingSource, r"holds no MovieLens archive but ml-25m.zip; expected .*: unpack it"),
        (["deep/er/movies.csv", "deep/er/ratings.csv"], MissingSource, r"holds no MovieLens archive but deep; exp"),
    ],
)  # fmt: skip
def test_what_is_no_archive_is_refused(tmp_path, files, error, message):
    raw = put(tmp_path, *(f"movielens/{file}" for file in files))
    with pytest.raises(error, match=message) as refused:
        find_archive(raw)
    assert "\n" not in str(refused.value)
    assert re.search(r"[;:] \w+", str(refused.value))
