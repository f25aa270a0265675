"""The service itself, as `serve` starts it."""
