"""The transformations: one module a table, each step a named function from lazy frame to lazy frame."""

TRANSFORMATIONS = 4
"""Raised with every change to what the steps make of the same raw files; part of every version."""
