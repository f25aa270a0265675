"""How good our lists and predictions are beside those of other libraries, each in an environment of its own."""
