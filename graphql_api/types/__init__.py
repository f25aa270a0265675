"""The GraphQL types, one a file, each in the same order: fields, nested fields, how it is made of a record."""
