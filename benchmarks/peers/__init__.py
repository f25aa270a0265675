"""What the service is measured beside: a folder each, which says what is run and how it is asked."""
