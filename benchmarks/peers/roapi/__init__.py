"""ROAPI, read-only APIs over tables: SQL over HTTP on DataFusion."""
