"""What the service's answers cost, beside what one would write without an index."""
