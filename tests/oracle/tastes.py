"""What having liked a title says for others, worked out once more from raw ratings: dense, in full precision, by id."""

from collections import defaultdict

import numpy as np

from recsys.ease import DEFAULT
from tests.oracle.users import LIKED, UserOracle

WARM, LENDERS, DAMPING, LENT = 5, 20, 3.0, 50


def by_likes(oracle: UserOracle) -> dict[str, dict[str, float]]:
    """EASE over the titles that enough users like (Steck 2019, 2020), for few titles: no weight is cut."""
    warm = sorted(title_id for title_id, likes in oracle.likes().items() if likes >= WARM)
    at = {title_id: place for place, title_id in enumerate(warm)}
    liked = defaultdict(list)
    for user, title_id, score in oracle.rows():
        if score >= LIKED and title_id in at:
            liked[user].append(at[title_id])
    gram = np.zeros((len(warm), len(warm)))
    for those in liked.values():
        gram[np.ix_(those, those)] += len(those) ** -DEFAULT.user_power
    diagonal = gram.diagonal().copy()
    scale = diagonal**-DEFAULT.title_power
    ridge = DEFAULT.penalty + DEFAULT.dropout / (1 - DEFAULT.dropout) * diagonal * scale**2
    inverse = np.linalg.inv(gram * np.outer(scale, scale) + np.diag(ridge))
    weights = -inverse / inverse.diagonal() * np.outer(scale, diagonal**-DEFAULT.rare_power / scale)
    return {
        one: {other: weights[at[one], at[other]] for other in warm if other != one and weights[at[one], at[other]]}
        for one in warm
    }


def lent(by_title: dict[str, dict[str, float]], neighbours: dict[str, list[tuple[str, float]]]) -> dict:
    """What is said for the other titles: the damped mean of what is said for the nearest of those, by nearness."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for title_id, near in neighbours.items():
        lenders = [(other, score) for other, score in near if other in by_title][:LENDERS]
        if title_id in by_title or not lenders:
            continue
        nearness = sum(score for _, score in lenders) + DAMPING
        totals = {
            liked: sum(score / nearness * says.get(other, 0) for other, score in lenders)
            for liked, says in by_title.items()
        }
        for liked in sorted(totals, key=lambda liked: -abs(totals[liked]))[:LENT]:
            found[liked][title_id] = totals[liked]
    return found


def by_content(neighbours: dict[str, list[tuple[str, float]]]) -> dict[str, dict[str, float]]:
    """A title speaks for those it resembles, as much as they do."""
    return {title_id: dict(near) for title_id, near in neighbours.items()}


def biases(oracle: UserOracle, user_damping=5.0, title_damping=3.0, rounds=10):
    """How far each title stands above the mean among those who rated it: damped, users and titles in turn."""
    rows = [(user, title_id, score / 2) for user, title_id, score in oracle.rows()]
    mean = sum(score for *_, score in rows) / len(rows)
    of_user, of_title = defaultdict(list), defaultdict(list)
    for user, title_id, score in rows:
        of_user[user].append((title_id, score - mean))
        of_title[title_id].append((user, score - mean))
    user_bias, title_bias = dict.fromkeys(of_user, 0.0), {}
    for _ in range(rounds):
        title_bias = {
            each: sum(above - user_bias[user] for user, above in those) / (len(those) + title_damping)
            for each, those in of_title.items()
        }
        user_bias = {
            each: sum(above - title_bias[title_id] for title_id, above in those) / (len(those) + user_damping)
            for each, those in of_user.items()
        }
    return mean, title_bias
