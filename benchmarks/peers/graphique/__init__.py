"""Graphique, a GraphQL service for tables, on ibis and DuckDB."""
