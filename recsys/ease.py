"""EASE: how much having liked one title says for another, from a single inverse (Steck 2019, arXiv:1905.03375).

With user and title normalisation and dropout (Steck 2020, arXiv:2009.02190) it stays a closed form. The weights have
signs: what speaks against a title counts too, and lists are worse without. What is served are a few weights a title,
found anew for these few: those of the whole matrix, merely cut, make up for others that are no longer there.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.linalg import lapack

AT_A_TIME = 1_024
"""Rows of the Gram matrix that are made at a time: a sparse product of all would need twice the memory of the dense."""

AT_ONCE = 16_000
"""Rows of the largest matrix that LAPACK inverts at once: OpenBLAS 0.3.30 with two threads dies of 30,000."""

KEPT = 200
"""Weights of a title that are kept to recommend with, the largest by size."""

NOT_DEFINITE = "the Gram matrix is not positive definite; raise the penalty"

Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Settings:
    """How the weights are found.

    Attributes:
        penalty: added to the diagonal of the Gram matrix; the larger, the smaller the weights. Above 0.
        dropout: the share of what a user liked that the model is taught to do without, 0 up to, but not including, 1.
        user_power: users count by the number of titles they liked to this power, negated: 0 counts all likes alike.
        title_power: titles are scaled by their diagonal to this power, negated: 0 leaves them as they are.
        rare_power: scores of titles are scaled by their diagonal to this power, negated, when all is found: above 0
            titles that fewer like move up.
    """

    penalty: float = 20.0
    dropout: float = 0.5
    user_power: float = 0.5
    title_power: float = 0.15
    rare_power: float = 0.15


PLAIN = Settings(penalty=400.0, dropout=0.0, user_power=0.0, title_power=0.0, rare_power=0.0)
"""EASE as first published."""

DEFAULT = Settings()
"""Among the best on half of MovieLens 1M, by users to tune on: much around it is as good.

What dropout adds to the diagonal grows with the likes, so that the penalty need not: from 300 users to 1,800 the best
stayed near 20, while that of EASE as first published doubled to 400.
"""


def weights(liked: sparse.csr_array, settings: Settings = DEFAULT) -> Weights:
    """A matrix of titles by titles: the score of title j for a user is the sum of [i, j] over the titles i they liked.

    Memory: one such matrix of 4-byte floats, and little else. Titles that nobody liked have no weights.

    Args:
        liked: users by titles, 1 where liked.
        settings: see there.
    """
    return solved(gram(liked, settings.user_power), settings)


def served(liked: sparse.csr_array, settings: Settings = DEFAULT, count: int = KEPT) -> sparse.csc_array:
    """Some weights a title, in the place of `weights`: those that matter most, fitted without the others.

    Memory: as of `weights`, since the Gram matrix is made twice.

    Args:
        liked: users by titles, 1 where liked.
        settings: see there.
        count: how many weights a title has at most.
    """
    matrix = gram(liked, settings.user_power)
    # What a weight does to lists grows with the spread of the likes of the title it is of.
    spread = np.sqrt(matrix.diagonal())
    matrix = solved(matrix, settings)
    kept = largest(matrix, count, spread)
    del matrix  # before there is another
    return refitted(gram(liked, settings.user_power), kept, settings)


def gram(liked: sparse.csr_array, user_power: float) -> Weights:
    """Of each two titles the sum over the users who liked both of (titles liked) ** -user_power."""
    counts = np.maximum(np.diff(liked.indptr), 1).astype(np.float32)
    scaled = sparse.csr_array(sparse.diags_array(counts ** np.float32(-user_power)) @ liked.astype(np.float32))
    of_titles = sparse.csr_array(liked.astype(np.float32).T)
    result = np.empty((liked.shape[1], liked.shape[1]), np.float32)
    for start in range(0, len(result), AT_A_TIME):
        (of_titles[start : start + AT_A_TIME] @ scaled).toarray(out=result[start : start + AT_A_TIME])
    return result


def solved(gram_matrix: Weights, settings: Settings) -> Weights:
    """The weights that a Gram matrix leads to; they take its place in memory."""
    scale, ridge, rare = _scales(gram_matrix.diagonal(), settings)
    matrix = gram_matrix
    matrix *= scale[:, None]
    matrix *= scale
    matrix[np.diag_indices_from(matrix)] += ridge
    inverse = inverted(matrix)
    inverse /= -inverse.diagonal().copy()
    np.fill_diagonal(inverse, 0)
    # Back to likes of 1: what was scaled on the way in is scaled on the way out.
    inverse *= scale[:, None]
    inverse *= np.divide(rare, scale, out=np.zeros_like(scale), where=scale > 0)
    return inverse


def inverted(matrix: Weights) -> Weights:
    """The inverse of a symmetric positive definite matrix, in its place.

    Raises:
        numpy.linalg.LinAlgError: it is not positive definite, as a penalty of 0 or below can make it.
    """
    if not len(matrix):
        return matrix
    if len(matrix) > AT_ONCE:
        return _inverted_by_halves(matrix)
    # LAPACK works on columns: the transpose of a symmetric matrix in rows is the same matrix in columns, uncopied.
    factor, fault = lapack.spotrf(matrix.T, lower=False, overwrite_a=True, clean=False)
    if not fault:
        inverse, fault = lapack.spotri(factor, lower=False, overwrite_c=True)
    if fault:
        raise np.linalg.LinAlgError(NOT_DEFINITE)
    result: Weights = inverse.T  # filled below the diagonal
    return _mirrored(result)


def _inverted_by_halves(matrix: Weights) -> Weights:
    """The inverse of [[a, b], [b', c]] from those of a and of what of c is not said by a: c - b' a^-1 b.

    Memory: half of the matrix besides it.
    """
    half = len(matrix) // 2
    a, b, c = matrix[:half, :half], matrix[:half, half:], matrix[half:, half:]
    a[:] = inverted(np.ascontiguousarray(a))
    through = a @ b
    for block in _blocks(len(c)):
        c[block] -= b[:, block].T @ through
    rest = inverted(np.ascontiguousarray(c))
    c[:] = rest
    for block in _blocks(half):
        b[block] = -through[block] @ rest
    del rest
    for block in _blocks(half):
        a[block] -= b[block] @ through.T
    matrix[half:, :half] = b.T
    return _mirrored(matrix)


def _mirrored(matrix: Weights) -> Weights:
    """The matrix with what is below the diagonal set above it, too."""
    for block in _blocks(len(matrix)):
        corner = matrix[block, block]
        # Above the diagonal may be other numbers, far larger: adding a difference would round ours away.
        corner[:] = np.tril(corner) + np.tril(corner, -1).T
        matrix[block, block.stop :] = matrix[block.stop :, block].T
    return matrix


def _blocks(length: int) -> Iterator[slice]:
    """All rows, some at a time."""
    return (slice(start, min(start + AT_A_TIME, length)) for start in range(0, length, AT_A_TIME))


def largest(all_weights: Weights, count: int = KEPT, spread: Weights | None = None) -> sparse.csc_array:
    """Of each title's column the weights that are largest by size; of equally large ones the first.

    Args:
        all_weights: titles by titles.
        count: how many to keep in each column.
        spread: a factor for each row that its sizes are compared by; 1 if not given.
    """
    count = min(count, len(all_weights))
    data, rows, ends = [np.zeros(0, np.float32)], [np.zeros(0, np.int32)], [0]
    for start in range(0, all_weights.shape[1], AT_A_TIME):
        block = np.ascontiguousarray(all_weights[:, start : start + AT_A_TIME].T)
        size = np.abs(block)
        if spread is not None:
            size *= spread
        cut = np.partition(size, size.shape[1] - count, axis=1)[:, -count]
        for values, sizes, least in zip(block, size, cut, strict=True):
            above, at = np.flatnonzero(sizes > least), np.flatnonzero(sizes == least)
            place = np.sort(np.concatenate([above, at[: count - len(above)]]))
            place = place[values[place] != 0]
            data.append(values[place])
            rows.append(place.astype(np.int32))
            ends.append(ends[-1] + len(place))
    shape = all_weights.shape
    return sparse.csc_array((np.concatenate(data), np.concatenate(rows), np.array(ends)), shape=shape)


def refitted(gram_matrix: Weights, kept: sparse.csc_array, settings: Settings) -> sparse.csc_array:
    """The weights that fit best if each title has those in the places kept, and no others.

    One small system a title in the place of the one large inverse, with the same penalties: with all places kept it
    has the same solution.

    Args:
        gram_matrix: as it was before `solved` took its place.
        kept: titles by titles; only where it has values counts. Nothing may be kept on its diagonal.
        settings: those that `kept` was found with.
    """
    scale, ridge, rare = _scales(gram_matrix.diagonal(), settings)
    data = np.empty(kept.nnz, np.float32)
    for title in range(kept.shape[1]):
        column = slice(kept.indptr[title], kept.indptr[title + 1])
        places = kept.indices[column]
        if not len(places):
            continue
        system = gram_matrix[np.ix_(places, places)] * np.outer(scale[places], scale[places])
        system[np.diag_indices_from(system)] += ridge[places]
        _, found, fault = lapack.sposv(system, gram_matrix[places, title] * scale[places], overwrite_a=True)
        if fault:
            raise np.linalg.LinAlgError(NOT_DEFINITE)
        data[column] = found * scale[places] * rare[title]
    return sparse.csc_array((data, kept.indices, kept.indptr), shape=kept.shape)


def _scales(diagonal: Weights, settings: Settings) -> tuple[Weights, Weights, Weights]:
    """What titles are scaled by, what is added to their places on the scaled diagonal, what their scores are scaled by.

    A title that nobody liked is scaled by 0.
    """
    size = np.maximum(diagonal, np.float32(1e-9))
    scale = np.where(diagonal > 0, size ** np.float32(-settings.title_power), 0).astype(np.float32)
    ridge = settings.penalty + settings.dropout / (1 - settings.dropout) * diagonal * scale * scale
    return scale, ridge.astype(np.float32), size ** np.float32(-settings.rare_power)
