"""Whether releases are what they say: manifest, hashes, contracts; and whether raw files would make one."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import polars as pl

from pipeline.checks import check
from pipeline.ops.versions import folders
from pipeline.store.card import CARD, ModelCard
from pipeline.store.errors import CarteleraError, NoRelease, ReleaseError
from pipeline.store.manifest import MANIFEST
from pipeline.store.parameters import Parameters
from pipeline.store.releases import POINTER, Release, open_release, pointed_to
from pipeline.store.tables import MODEL_TABLES, ON_OCCASION, TABLES, schema


def findings(release: Release) -> Iterator[str]:
    """What is wrong with a release, a line each; nothing if it is whole."""
    manifest = release.manifest
    if manifest.version != release.folder.name:
        yield f"the manifest is of release {manifest.version}"
    broken = list(_files(release))
    yield from broken
    if not broken:  # else tables could not be read, or are known to be others
        yield from _contracts(release)


def check_releases(data: Path, version: str | None, *, every: bool, say: Callable[[str], None]) -> bool:
    """Tell a line for each finding in a release, the current one unless another is named, or in every one.

    Returns:
        Whether all is well.

    Raises:
        NoRelease: there is none, or none of this version.
    """
    names = [folder.name for folder in folders(data)] if every else [version or pointed_to(data)]
    if not names or names == [None]:
        open_release(data)  # says what is the matter
        raise NoRelease(f"{data} holds no release; make one with: pipeline build --raw DIR --data {data}")
    well = True
    for name in names:
        try:
            release = open_release(data, name)
        except NoRelease:
            raise
        except ReleaseError as fault:
            say(f"{name}: {fault}")
            well = False
            continue
        well = tell(release.folder.name, release, say) and well
    return well


def tell(name: str, release: Release, say: Callable[[str], None]) -> bool:
    """Tell a line for each finding in a release of this name, or that it is whole; returns whether it is."""
    found, manifest = list(findings(release)), release.manifest
    for finding in found or [f"whole; {len(manifest.tables)} tables in {len(manifest.files)} files"]:
        say(f"{name}: {finding}")
    return not found


def check_raw(data: Path, make: Callable[[Path], Release], tell: Callable[[Release], None]) -> None:
    """Have a release made where nobody sees it, beside the current one, tell of it and throw it away.

    Args:
        data: the folder of releases, which is only read.
        make: publishes a release in a folder of releases.
        tell: told of the release.

    Raises:
        CarteleraError: no release could be made.
    """
    with tempfile.TemporaryDirectory(prefix="cartelera-check-") as name:
        place = Path(name)
        with suppress(ReleaseError):  # without a current one it is as for the first
            current = open_release(data)
            (place / current.folder.name).symlink_to(current.folder.resolve())
            (place / POINTER).write_text(f"{current.folder.name}\n", encoding="utf-8")
        try:
            tell(make(place))
        except ReleaseError as fault:  # the folder that it names is gone by the time anybody looks
            raise ReleaseError(str(fault).replace(str(place), str(data))) from None


def _files(release: Release) -> Iterator[str]:
    """Files that are missing, differ, or are there though nothing says so."""
    files = release.manifest.files
    for name, entry in files.items():
        file = release.folder / name
        if not file.is_file():
            yield f"{name} is missing"
        elif not entry.describes(file):
            yield f"{name} is not as it was published"
    there = {file.relative_to(release.folder).as_posix() for file in release.folder.rglob("*") if file.is_file()}
    yield from (f"{name} was not published with it" for name in sorted(there - {*files, MANIFEST}))
    named = {name for table in release.manifest.tables.values() for name in table.files}
    yield from (f"{name} is of a table, and the manifest has no hash of it" for name in sorted(named - {*files}))


def _contracts(release: Release) -> Iterator[str]:
    """What breaks a contract, or does not fit the rest; of each kind of check the first."""
    tables = release.manifest.tables
    missing = [name for name in TABLES if name not in tables and name not in ON_OCCASION]
    yield from (f"the manifest names no table {name}" for name in missing)
    if missing:
        return
    try:
        check(release.folder, {name: tables[name].files for name in TABLES if name in tables}, release.manifest.sources)
        for name in TABLES | MODEL_TABLES:
            if name in tables:
                yield from _rows(release, name)
        if (release.folder / CARD).is_file():
            ModelCard.read(release.folder)
            Parameters.read(release.folder)
    except CarteleraError as fault:
        yield str(fault)
    except (Exception, pl.exceptions.PanicException) as fault:  # noqa: BLE001 - whatever a table that is none does to a reader
        yield f"a table cannot be read: {' '.join(str(fault).split())[:300]}"


def _rows(release: Release, name: str) -> Iterator[str]:
    """Whether a table has the rows that the manifest says, the columns of its contract, and for models keeps it."""
    contract = (TABLES | MODEL_TABLES)[name]
    rows, said = release.scan(name), release.manifest.tables[name].rows
    if (there := rows.select(pl.len()).collect(engine="streaming").item()) != said:
        yield f"{name}: {there:,} rows, but the manifest says {said:,}"
    if rows.collect_schema() != schema(contract):
        yield f"{name}: its columns are not those of its contract"
    elif name in MODEL_TABLES:
        _, failures = contract.filter(rows.collect())
        yield from (f"{name}: {broken:,} rows break `{rule}`" for rule, broken in failures.counts().items())
