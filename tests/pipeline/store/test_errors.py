import inspect
import re

from pipeline.store import errors


def test_the_tree_at_the_top_of_the_file_is_the_tree():
    drawn = [
        (len(indent) // 4, name)
        for indent, name in re.findall(r"^    ((?:[ │├└]+── )?)(\w+)(?= {2,}|$)", errors.__doc__, re.MULTILINE)
    ]
    path, parents = [], {}
    for depth, name in drawn:
        path[depth:] = [name]
        parents[name] = path[depth - 1] if depth else "Exception"
    assert parents == {name: kind.__mro__[1].__name__ for name, kind in inspect.getmembers(errors, inspect.isclass)}
