"""The beginning and the end: cards of the film's own."""

from demo import look
from demo.stage import Stage


def title(stage: Stage) -> None:
    """The name, and what it is."""
    stage.show(look.title_card("Qué hay en cartelera y qué ver después", "What is on, and what to see next"))


def end(stage: Stage) -> None:
    """How to start it, and where to read on."""
    places = {
        "localhost:8000": "la página · the page",
        "localhost:8000/graphiql": "las consultas · the queries",
        "README.es.md · README.md": "cómo sigue · read on",
        "docs/": "decisiones, ejemplos, despliegue · decisions, examples, deploying",
    }
    stage.show(look.end_card("Todo con un comando · All by one command", "make serve", places))


def stand(_stage: Stage) -> None:
    """Let what is shown stand."""
