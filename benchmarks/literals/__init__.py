"""What it costs to read columns of Python literals, beside a plain program that asks Python about each cell."""
