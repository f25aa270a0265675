"""What a search costs and finds, ours beside a scan and two fuzzy matchers."""
