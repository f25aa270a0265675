"""MovieLens files are read as they are, and what is wrong with others is said."""

import numpy as np
import pytest

from pipeline.store.errors import MissingSource, SourceError, UnreadableSource
from recsys.evaluation.movielens import read, read_movies, read_ratings

RATINGS = "userId,movieId,rating,timestamp\n7,20,4.0,100\n7,10,3.5,50\n2,10,5,70\n"
MOVIES = """movieId,title,genres
10,Boat Story (1995),Adventure|Comedy
20,"Boat Story, The Return (1999)",Comedy
30,Nobody's Film (2001),(no genres listed)
40,A Series,
"""


@pytest.fixture
def write(tmp_path):
    """Write files into a folder, which it gives."""

    def written(**files):
        for name, text in files.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return tmp_path

    return written


def test_ratings_are_in_the_order_of_users_and_times_and_titles_in_that_of_their_ids(write):
    known, content = read(write(ratings=RATINGS))
    assert content is None
    assert known.titles.to_list() == ["10", "20"]
    assert known.users.tolist() == [2, 7]
    assert (known.user.tolist(), known.title.tolist()) == ([0, 1, 1], [0, 0, 1])
    assert (known.score.tolist(), known.time.tolist()) == ([5, 3.5, 4], [70, 50, 100])


def test_movies_beside_give_content(write):
    known, content = read(write(ratings=RATINGS, movies=MOVIES))
    assert known.titles.to_list() == ["10", "20", "30", "40"]
    lengths = np.sqrt(content.multiply(content).sum(axis=1))
    assert lengths.tolist() == pytest.approx([1, 1, 0, 0])  # what nobody shares, and what is missing, is no content
    assert (content[[0]] @ content[[1]].T).toarray()[0, 0] > 0.5


def test_a_rated_title_that_movies_lack_has_no_content(write):
    known, content = read(write(ratings=RATINGS + "2,5,3,1\n", movies=MOVIES))
    assert known.titles.to_list() == ["10", "20", "30", "40", "5"]
    assert content.shape[0] == 5
    assert content[[4]].nnz == 0


def test_a_file_may_be_named_and_its_columns_stand_in_any_order(write):
    folder = write(mine="rating,timestamp,movieId,userId,note\n4,9,as1,3,x\n")
    known, _ = read(folder / "mine.csv")
    assert (known.titles.to_list(), known.users.tolist(), known.score.tolist()) == (["as1"], [3], [4])


def test_no_rows_are_no_ratings(write):
    known, _ = read(write(ratings="userId,movieId,rating,timestamp\n"))
    assert (len(known), len(known.titles)) == (0, 0)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(MissingSource, match=r"ratings\.csv is not there.*userId, movieId, rating, timestamp"):
        read(tmp_path)
    with pytest.raises(MissingSource, match="none"):
        read(tmp_path / "none")


@pytest.mark.parametrize("text", ["", "a,b\n1,2,3\n", "userId\n\xff"])
def test_what_is_no_such_file(tmp_path, text):
    file = tmp_path / "ratings.csv"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(UnreadableSource, match=r"ratings\.csv"):
        read(file)


def test_a_missing_column_is_named(write):
    with pytest.raises(UnreadableSource, match=r"columns userId, rating; expected .* \(missing: movieId, timestamp\)"):
        read(write(ratings="userId,rating\n1,2\n"))
    with pytest.raises(UnreadableSource, match=r"movies\.csv.* \(missing: genres\)"):
        read(write(ratings=RATINGS, movies="movieId,title\n1,a\n"))


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("x,1,4,5", "userId"),
        ("-1,1,4,5", "userId"),
        ("99999999999,1,4,5", "userId"),
        ("1,,4,5", "movieId"),
        ("1,1,,5", "rating"),
        ("1,1,0,5", "rating"),
        ("1,1,5.5,5", "rating"),
        ("1,1,3.7,5", "rating"),
        ("1,1,nan,5", "rating"),
        ("1,1,4,", "timestamp"),
        ("1,1,4,-5", "timestamp"),
        ("1,1,4,noon", "timestamp"),
    ],
)
def test_a_bad_value_is_told_with_its_column_and_row(write, row, column):
    folder = write(ratings=f"{RATINGS}{row}\n{row}\n")
    with pytest.raises(UnreadableSource, match=rf"{column} is no .* in 2 of 5 rows, first in row 4 below the header"):
        read_ratings(folder / "ratings.csv")


def test_a_movie_that_stands_twice(write):
    folder = write(movies=MOVIES + "10,Another (1990),Drama\n")
    with pytest.raises(SourceError, match="movieId is no text that stands once in 2 of 5 rows"):
        read_movies(folder / "movies.csv")


@pytest.mark.real
def test_the_real_files_are_read_whole(real_data):
    known, content = read(real_data / "ml-latest-small")
    assert (len(known), len(known.users), len(known.titles)) == (100_836, 610, 9_742)
    assert content.shape[0] == 9_742
