import polars as pl

from recsys.choose import choose

TYPES = {"query": pl.UInt32, "candidate": pl.UInt32, "score": pl.Float64}


def chosen(works, franchises=None, years=None, mentioned=()):
    """The candidates that row 0 is shown with; all others are its candidates, the nearest first."""
    count = len(works)
    titles = pl.DataFrame(
        {
            "work": works,
            "year": years or [2000] * count,
            "franchise": franchises or list(range(count)),
        }
    )
    named = pl.DataFrame(list(mentioned), {"row": pl.UInt32, "franchise": pl.UInt32}, orient="row")
    candidates = pl.LazyFrame([(0, other, 1 - other / 100) for other in range(count)], schema=TYPES, orient="row")
    found = candidates.pipe(choose, titles, named).collect()
    assert found["rank"].to_list() == list(range(1, found.height + 1))
    return found["candidate"].to_list()


def test_neither_the_title_nor_its_work_is_shown():
    assert chosen([1, 1, 2, 3]) == [2, 3]


def test_the_nearest_of_a_work_stands_for_it():
    assert chosen([1, 2, 3, 2, 3, 4]) == [1, 2, 5]


def test_remakes_are_works_of_their_own():
    assert chosen([1, 1, 2, 2], years=[2000, 2002, 1990, 1995]) == [1, 2, 3]


def test_a_year_apart_is_the_same_work():
    assert chosen([1, 1, 2, 2], years=[2000, 2001, 1990, 1989]) == [2]


def test_years_do_not_chain():
    assert chosen([1, 2, 2, 2], years=[1990, 2000, 2001, 2002]) == [1, 3]
    assert chosen([1, 2, 2, 2], years=[1990, 2001, 2000, 2002]) == [1]


def test_a_third_of_a_franchise_waits_until_place_six():
    assert chosen(list(range(9)), [0, 7, 7, 7, 7, 8, 9, 10, 11]) == [1, 2, 5, 6, 7, 3, 4, 8]


def test_two_of_a_franchise_need_not_wait():
    assert chosen(list(range(7)), [0, 7, 7, 8, 8, 9, 10]) == [1, 2, 3, 4, 5, 6]


def test_from_place_six_on_a_franchise_may_fill_the_list():
    assert chosen(list(range(10)), [0, 1, 2, 3, 4, 5, 7, 7, 7, 7]) == [1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_who_waits_is_left_out_where_the_early_places_cannot_be_filled():
    assert chosen(list(range(6)), [0, 7, 7, 7, 8, 7]) == [1, 2, 4]


def test_a_third_that_mentions_the_franchise_asked_about_waits_whatever_its_own():
    mentioned = [(1, 0), (2, 0), (3, 0), (7, 0), (4, 8)]
    assert chosen(list(range(9)), mentioned=mentioned) == [1, 2, 4, 5, 6, 3, 7, 8]


def test_a_third_whose_franchise_the_title_asked_about_mentions_waits():
    assert chosen(list(range(9)), mentioned=[(0, 1), (0, 2), (0, 3), (5, 3)]) == [1, 2, 4, 5, 6, 3, 7, 8]


def test_fifty_are_kept():
    assert chosen(list(range(70))) == list(range(1, 51))
