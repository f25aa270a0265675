import pytest

from demo.checked import parsed, plain, same, short, shows
from demo.faults import Differs


class Place:
    """A place of the screen."""

    def __init__(self, text):
        self.text = text

    def inner_text(self):
        return self.text


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ("5,000 títulos en cuatro plataformas", [5000]),
        ("1 234 567 and 98,765", [1234567, 98765]),
        ("0.459", [0.459]),
        ("La probabilidad es del 92 %, de todas el 83 %", ["92", "83"]),
        ("THE RESTLESS\nPRESIDENT", ["The Restless President"]),
    ],
)
def test_what_stands_there_is_found_however_it_is_written(shown, told):
    shows("it", Place(shown), *told)


@pytest.mark.parametrize(
    ("shown", "told"), [("5,000", 500), ("15,000", 5000), ("178 min", 17), ("", 0), ("Rain", "sun")]
)
def test_another_figure_ends_the_recording_with_what_differs(shown, told):
    with pytest.raises(Differs, match=rf"it: the screen shows .*, expected '{told}' in it as the API answers") as fault:
        shows("it", Place(shown), told)
    assert "\n" not in str(fault.value)


def test_an_answer_that_differs_ends_the_recording():
    same("MaxDuration", {"durationInt": 178}, {"durationInt": 178})
    with pytest.raises(
        Differs, match=r'MaxDuration: the screen shows {"durationInt": 179}, expected {"durationInt": 178}'
    ):
        same("MaxDuration", {"durationInt": 179}, {"durationInt": 178})


def test_what_is_no_json_ends_the_recording():
    assert parsed("GraphiQL", '{"data": null}') == {"data": None}
    with pytest.raises(Differs, match="GraphiQL: the screen shows 'Loading', expected JSON"):
        parsed("GraphiQL", "Loading")


def test_long_values_are_cut_in_messages():
    assert len(short({"text": "a" * 500})) == 160
    assert plain(" A B ") == "a b"
