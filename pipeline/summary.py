"""A release told to the person who built it: rows in, rows out, what was repaired, what was set aside and why."""

from collections.abc import Iterator

from pipeline.store.releases import Release


def summary(release: Release) -> str:
    """The whole story of a release, in lines."""
    return "\n".join([*_head(release), "", *_files(release), "", *_repairs(release), *_set_aside(release)])


def _head(release: Release) -> Iterator[str]:
    manifest = release.manifest
    made = "generated sample data" if manifest.synthetic else f"{len(manifest.sources)} raw files"
    yield f"Release {manifest.version} in {release.folder.parent}"
    yield f"Built {manifest.built_at:%Y-%m-%d %H:%M} UTC from {made}"
    yield "Tables: " + ", ".join(f"{name} {table.rows:,}" for name, table in manifest.tables.items())


def _files(release: Release) -> Iterator[str]:
    sources = release.manifest.sources
    width = max(len(source.path) for source in sources)
    yield f"{'file':<{width}} {'rows in':>12} {'entered':>12} {'set aside':>12}"
    for source in sources:
        yield f"{source.path:<{width}} {source.rows:>12,} {source.entered:>12,} {source.set_aside:>12,}"
    total = [sum(counts) for counts in zip(*((s.rows, s.entered, s.set_aside) for s in sources), strict=True)]
    yield f"{'all':<{width}} " + " ".join(f"{count:>12,}" for count in total)


def _repairs(release: Release) -> Iterator[str]:
    repaired = [
        (source.path, kind, rows) for source in release.manifest.sources for kind, rows in source.repairs.items()
    ]
    yield "Repaired, in rows:" if repaired else "Repaired: nothing"
    for path, kind, rows in repaired:
        yield f"{rows:>12,}  {path}: {kind}"


def _set_aside(release: Release) -> Iterator[str]:
    tables = release.manifest.tables
    reasons = [(name, reason, rows) for name, table in tables.items() for reason, rows in table.set_aside.items()]
    yield "Set aside, in rows:" if reasons else "Set aside: nothing"
    for name, reason, rows in reasons:
        yield f"{rows:>12,}  {name}: {reason}"
    if reasons:
        yield f"The rows, with file and number, are in {release.folder / 'quarantine'}"
