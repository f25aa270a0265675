"""What scores and log-odds are added up from, each term with a weight."""

import numpy as np

from recsys.preference.known import Known
from recsys.preference.thresholds import Floats, Places

HALF = 5.0
"""Ratings of which half is known about a user or title: n / (n + 5)."""


def blend_terms(known: Known) -> Floats:
    """What a score is made of besides mean + b_u + b_i; nothing for an unknown user: questions by terms.

    With c_u = n_u / (n_u + 5), c_i = n_i / (n_i + 5), and l_u, l_i, l_s the logs of 1 + n_u, n_i, 10 · support:
    each of (moods, near, factors) times 1, l_u, l_i, l_s; then c_u times each of (b_u, b_i, c_i) times 1, l_u, l_i;
    then c_u; then the products of each two of (b_u, b_i, moods, near, factors), squares among them, times c_u.
    """
    user, title = _sure(known.user_count), _sure(known.title_count)
    logs = [np.ones_like(user), np.log1p(known.user_count), np.log1p(known.title_count), np.log1p(10 * known.support)]
    personal = [*known.moods.T, known.near, known.factors]
    terms = [part * log for part in personal for log in logs]
    terms += [user * part * log for part in (known.user_bias, known.title_bias, title) for log in logs[:3]]
    terms += [user]
    parts = [known.user_bias, known.title_bias, *personal]
    terms += [user * one * other for at, one in enumerate(parts) for other in parts[: at + 1]]
    return np.column_stack(terms)


def chance_terms(known: Known, above: Floats) -> Floats:
    """What the log-odds at each threshold are made of besides those of the base: thresholds by questions by terms.

    In this order: above, above · l_u, above · l_i, above², c_u, c_i, c_u c_i, c_u l_u, c_i l_i, moods, near, factors,
    o_u, o_i, o_u o_i, o_u · above, o_i · above; o_u and o_i the user's and the title's log-odds less those of the base.

    Args:
        known: of the questions.
        above: the score expected, less the mean.
    """
    user, title = _sure(known.user_count), _sure(known.title_count)
    logs = [np.log1p(known.user_count), np.log1p(known.title_count)]
    same = [
        above,
        above * logs[0],
        above * logs[1],
        above**2,
        user,
        title,
        user * title,
        user * logs[0],
        title * logs[1],
    ]
    same += [*known.moods.T, known.near, known.factors]
    odds = [known.user_odds.T, known.title_odds.T]
    both = [odds[0], odds[1], odds[0] * odds[1], odds[0] * above, odds[1] * above]
    result = np.empty((len(known.user_odds.T), len(above), len(same) + len(both)))
    for at, term in enumerate([*same, *both]):
        result[:, :, at] = term
    return result


def bias_terms(user_count: Places, title_count: Places, user_bias: Floats, title_bias: Floats) -> Floats:
    """b_u, b_i, n_u / (n_u + 5) and n_i / (n_i + 5): questions by terms."""
    return np.column_stack([user_bias, title_bias, _sure(user_count), _sure(title_count)])


def _sure(count: Floats | Places) -> Floats:
    """Of n ratings n / (n + 5): 0 where nothing is known, near 1 where much is."""
    sure: Floats = count / (count + HALF)
    return sure
