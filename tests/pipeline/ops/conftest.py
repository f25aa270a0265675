"""Folders of releases that no test needs on the disk for good."""

import pytest

from pipeline.store import releases


@pytest.fixture(autouse=True)
def nothing_is_synced(monkeypatch):
    """Releases are many and small here, and no machine goes down while they are made."""
    monkeypatch.setattr(releases, "_sync", lambda _: None)
