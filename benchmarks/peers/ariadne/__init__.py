"""Ariadne, a schema-first GraphQL server in Python."""
