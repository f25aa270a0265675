"""What a peer's program is told and what it answers, in files that need numpy and scipy and nothing of ours.

The job is a JSON file with a list of fits, each with `model`, `settings`, `learnt` and `asked` (files of sparse
matrices, users by titles, 1 where liked), `length`, and `lists`, a file to write.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

Rank = Callable[[sparse.csr_matrix, int], np.ndarray]
"""From what users liked and a length to their lists: rows of titles, -1 where there are no more."""


def answer(models: dict[str, Callable[[sparse.csr_matrix, dict[str, Any]], Rank]]) -> None:
    """Do the job that the command line names: of each fit learn, rank and write the lists."""
    for fit in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        learnt, asked = (sparse.csr_matrix(sparse.load_npz(fit[part])) for part in ("learnt", "asked"))
        lists = models[fit["model"]](learnt, fit["settings"])(asked, fit["length"])
        np.save(fit["lists"], lists.astype(np.int32))


def first(scores: np.ndarray, told: np.ndarray, length: int) -> np.ndarray:
    """The titles of the highest scores, equal ones in their order: without those told and those that have no score."""
    scores = np.array(scores, np.float64)
    scores[told] = np.nan
    order = np.argsort(-scores, kind="stable")[:length]  # what is no number goes to the end
    return np.where(np.isnan(scores[order]), -1, order)
