import io

from rich.console import Console
from rich.progress import Progress

from pipeline import progress


def test_off_a_terminal_each_step_is_a_line_on_standard_error(capsys):
    with progress.shown() as steps:
        steps.expect(2)
        steps.step("reading")
        steps.step("publishing")
    out, err = capsys.readouterr()
    assert out == ""
    lines = err.splitlines()
    assert [line.split("] ")[1] for line in lines] == ["reading", "publishing"]
    assert all(line.startswith("[") and " s] " in line for line in lines)


def test_on_a_terminal_the_bar_goes_from_nothing_to_all_but_the_step_at_hand():
    bar = Progress(console=Console(file=io.StringIO()))
    steps = progress.Steps(bar)
    (task,) = bar.tasks
    assert (task.completed, task.total) == (0, None)
    steps.step("reading")
    steps.expect(2)
    assert (task.description, task.completed, task.total) == ("reading", 0, 2)
    steps.step("publishing")
    assert (task.description, task.completed) == ("publishing", 1)
