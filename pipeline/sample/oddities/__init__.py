"""The oddities of the real catalogues, one function and one real count each."""
