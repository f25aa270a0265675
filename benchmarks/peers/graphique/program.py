"""Graphique's ASGI application over tables in memory: `uvicorn program:app`, with `FRAMES` set."""

import os
from pathlib import Path

import ibis
from graphique import GraphQL

FRAMES = Path(os.environ["FRAMES"])
TABLES = ("titles", "nested", "counts", "longest", "top_actor", "score_counts")

connection = ibis.duckdb.connect()
for name in TABLES:
    connection.raw_sql(f"CREATE TABLE {name} AS SELECT * FROM '{FRAMES / name}.parquet'")

app = GraphQL(type("Query", (), {name: connection.table(name) for name in TABLES}))
