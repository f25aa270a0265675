"""Strawberry and polars, as their documentation shows them."""
