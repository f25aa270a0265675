"""The questions that the recorder asks of the service itself, and those that it shows in GraphiQL."""

from pathlib import Path

HERE = Path(__file__).parent


def query(name: str) -> str:
    """The text of a question, by the name of its file."""
    return (HERE / f"{name}.graphql").read_text(encoding="utf-8")
