"""The GraphQL types, one a file, each in the same order: fields, nested fields, how it is made of a record.

The enums are declared before any type names them.
"""

from graphql_api.types import enums as _enums  # noqa: F401
