"""One release in memory, and what is asked of it."""
