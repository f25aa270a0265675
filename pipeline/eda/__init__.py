"""The analysis of a release: tables in, one page of figures, tables and findings out. Only the command imports it."""
