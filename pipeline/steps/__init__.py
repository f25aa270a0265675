"""The transformations: one module a table, each step a named function from lazy frame to lazy frame."""
