"""What fields cost beyond the objects they answer with, and how long lists are that say no length.

Measured on a catalogue as big as the public ones: one unit is about as much work as answering with one object, 10 to
15 microseconds (`python -m benchmarks.service.prices`, kept in `benchmarks/results`).
"""

from collections.abc import Mapping

SURCHARGES: Mapping[str, int] = {
    "Query.__schema": 200,
    "Query.__type": 200,
    "Query.search": 250,
    "Query.titles": 80,
    "Query.actors": 50,
    "Query.films": 50,
    "Query.topActor": 50,
    "Query.maxDuration": 20,
    "Query.scoreCounts": 20,
    "Query.wouldLike": 50,
    "Query.actor": 5,  # these look for what may have been meant where nothing has the name
    "Query.director": 5,
    "Query.filmScore": 30,
    "Query.filmVotes": 30,
    "Query.filmRecommendations": 30,
    "Query.actorReturn": 20,
    "Query.directorReturn": 10,
    "TitleConnection.facets": 100,
    "User.recommendations": 400,
    "Actor.titles": 5,
    "Actor.films": 5,
    "Director.titles": 5,
    "Director.films": 5,
    "Platform.titles": 20,
}
"""In objects, once for each time that the field is answered."""

LENGTHS: Mapping[str, int] = {
    "Dataset.sources": 20,
    "Dataset.tables": 14,
    "DatasetTable.quarantineReasons": 10,
    "FilmScore.alternatives": 20,
    "Metric.baselines": 4,
    "Model.metrics": 25,
    "ModelCard.models": 4,
    "ModelCard.tests": 15,
    "Query.platformCounts": 4,
    "Query.platforms": 4,
    "Query.scoreCounts": 4,
    "Title.alsoOn": 3,
    "TitleFacets.platforms": 4,
    "TitleFacets.releaseYears": 120,
    "TitleFacets.types": 2,
    "TooFewVotes.alternatives": 20,
    "VoteSummary.alternatives": 20,
}
"""Items of a list of objects that takes no `first`: what no list of the public data has more of.

A mean would not do: who asks for the longest list within itself gets its length squared.
"""

PAGE = 20
"""Items of a page where neither `first` nor `last` is given."""

LENGTH = 10
"""Items of a list of objects that nothing is said of; a test sees to it that there is none in the schema."""

VALUE = 1
"""Of a plain value, in tenths of an object."""
VALUE_LIST = 5
"""Of a list of them."""
VALUES: Mapping[str, int] = {
    "Film.overview": 10,
    "Model.description": 10,
    "ModelCard.summary": 10,
    "Title.description": 10,
    "Title.displayDescription": 10,
}
"""Of texts that are long, in tenths: each is as many bytes as an object."""

FILTERS: Mapping[str, tuple[int, int]] = {
    "FilmFilter": (30, 30),
    "TitleFilter": (30, 250),
}
"""In objects, what narrowing by this type costs, and what a text in it costs besides: that is a search."""

INTROSPECTION_LENGTHS: Mapping[str, int] = {
    "__Directive.args": 2,
    "__Field.args": 6,
    "__Schema.directives": 6,
    "__Schema.types": 80,
    "__Type.enumValues": 10,
    "__Type.fields": 30,
    "__Type.inputFields": 15,
    "__Type.interfaces": 1,
    "__Type.possibleTypes": 6,
}
"""Items of lists of the schema's own description, as many as the longest has or nearly so."""
INTROSPECTION_DIVIDED = 120
"""By how much its objects are cheaper: most of those lists are short or null."""
