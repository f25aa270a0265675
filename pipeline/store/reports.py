"""Where the report of a release lies: beside the releases, as nothing is added to one that has been published."""

from pathlib import Path

REPORTS = "reports"
"""The folder of reports, below that of releases; it is none itself."""

REPORT = "report.html"
"""The page; its pictures lie beside it in `FIGURES`."""

FIGURES = "figures"


def report_folder(data: Path, version: str) -> Path:
    """Where the report of a release is, or will be."""
    return data / REPORTS / version
