"""Releases in an object store, and the local folder that mirrors it."""
