"""What is being served: the release, its tables and the files it came from."""

from datetime import datetime
from typing import Self

import strawberry

from graphql_api.types.value_count import ValueCount
from pipeline.store.manifest import Manifest, SourceEntry, TableEntry


@strawberry.type(description="One table being served.")
class DatasetTable:
    """One table being served."""

    name: str = strawberry.field(description="The name, such as `titles`.")
    rows: int = strawberry.field(description="Number of rows.")
    quarantined: int = strawberry.field(description="Number of raw rows that were kept out.")
    quarantine_reasons: list[ValueCount] = strawberry.field(description="Why they were kept out, most rows first.")

    @classmethod
    def of(cls, name: str, table: TableEntry) -> Self:
        """The table of a manifest's entry."""
        reasons = [ValueCount(value=reason, count=rows) for reason, rows in table.set_aside.items()]
        return cls(name=name, rows=table.rows, quarantined=sum(table.set_aside.values()), quarantine_reasons=reasons)


@strawberry.type(description="One raw file that was read.")
class DatasetSource:
    """One raw file that was read."""

    path: str = strawberry.field(description="The path below the folder of raw files.")
    rows: int = strawberry.field(description="Number of rows read.")
    sha256: str = strawberry.field(description="SHA-256 of the file, in hexadecimal.")

    @classmethod
    def of(cls, source: SourceEntry) -> Self:
        """The file of a manifest's entry."""
        return cls(path=source.path, rows=source.rows, sha256=source.sha256)


@strawberry.type(description="The data being served. A new version replaces the whole at once.")
class Dataset:
    """The data being served."""

    version: str = strawberry.field(description="Hash of the inputs and the code that built it.")
    built_at: datetime = strawberry.field(description="When it was built.")
    synthetic: bool = strawberry.field(
        description="True when the rows were generated because there were no raw files: a page should say so."
    )
    tables: list[DatasetTable] = strawberry.field(description="The tables, by name.")
    sources: list[DatasetSource] = strawberry.field(description="The raw files, by path; empty when `synthetic`.")

    @classmethod
    def of(cls, manifest: Manifest) -> Self:
        """The dataset of a release's manifest."""
        sources = () if manifest.synthetic else sorted(manifest.sources, key=lambda source: source.path)
        return cls(
            version=manifest.dataset_version,
            built_at=manifest.built_at,
            synthetic=manifest.synthetic,
            tables=[DatasetTable.of(name, table) for name, table in sorted(manifest.tables.items())],
            sources=[DatasetSource.of(source) for source in sources],
        )
