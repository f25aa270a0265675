"""Which types an interface or union may turn out to be, as caches of clients want to be told.

`python -m graphql_api.possible_types > possible-types.json`, or `--check` it. Apollo Client takes it as the
`possibleTypes` of its cache: without it, the cache drops what is asked of an object by a fragment on `Node`.
"""

import json
import sys
from pathlib import Path

from graphql import GraphQLSchema, build_schema, is_abstract_type

from graphql_api.printing import print_or_check
from graphql_api.schema import printed

PRINTED = Path("possible-types.json")
"""Where it is kept, for clients that build from a clone."""


def possible_types(schema: GraphQLSchema) -> dict[str, list[str]]:
    """The names of the object types behind each interface and union, all in order."""
    return {
        name: sorted(each.name for each in schema.get_possible_types(abstract))
        for name, abstract in sorted(schema.type_map.items())
        if is_abstract_type(abstract)
    }


def printed_types() -> str:
    """The possible types of our schema as JSON."""
    return json.dumps(possible_types(build_schema(printed())), indent=2) + "\n"


def main() -> int:
    """Print the possible types, or with `--check` compare with the printed one."""
    return print_or_check(printed_types(), PRINTED)


if __name__ == "__main__":
    sys.exit(main())
