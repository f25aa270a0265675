"""`make soak`: good and hostile traffic at several times what the service can answer, for ten minutes."""
