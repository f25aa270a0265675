"""The raw files: which there are, what their columns must be, how they are written, and one scan for each kind."""
