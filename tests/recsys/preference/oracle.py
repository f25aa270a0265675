"""The answer to one question from settings and arrays alone, in plain Python from the formulas of the docstrings."""

from math import exp, log

import numpy as np


def answer(told, held, history, title):
    """The score and the ten probabilities for one title.

    `history`: pairs of title and score, newest first, of different titles.
    """
    own = dict(history).get(title)
    history = [(other, score) for other, score in history if other != title]
    n_u = len(history)
    base, thresholds = told["base"], told["thresholds"]
    user_reaching = [sum(score >= t for _, score in history) for t in thresholds]
    if told["model"] == "base rate":
        return None, base
    if told["model"] == "user rate":
        k = told["damping"]
        return None, [(n + k * b) / (n_u + k) for n, b in zip(user_reaching, base, strict=True)]

    bias, count = held["would_title_bias"], held["would_title_count"]
    above = [score - told["mean"] - bias[other] for other, score in history]
    b_u = sum(above) / (n_u + told["user_damping"])
    left = [each - b_u for each in above]
    b_i, n_i, taken = float(bias[title]), int(count[title]), own is not None and count[title] > 0
    if taken:
        d = told["title_damping"]
        b_i = (b_i * (n_i + d) - (own - told["mean"] - b_u)) / (n_i - 1 + d) if n_i > 1 else 0.0
        n_i -= 1
    c_u, c_i = n_u / (n_u + told["half"]), n_i / (n_i + told["half"])
    if told["model"] == "bias":
        terms = [b_u, b_i, c_u, c_i]
        return clip(told["mean"] + b_u + b_i), falling(told, [terms] * len(base))

    moods = []
    for span in told["spans"]:
        weights = [exp(-place / span) for place in range(n_u)]
        total = sum(w * r for w, r in zip(weights, left, strict=True))
        moods.append(total / (sum(weights) + told["mood_damping"]))
    near = support = factors = 0.0
    if own is None:
        listed = slice(held["would_similar_starts"][title], held["would_similar_starts"][title + 1])
        similar = dict(zip(held["would_similar_titles"][listed], held["would_similar_weights"][listed], strict=True))
        support = sum(similar.get(other, 0) for other, _ in history)
        total = sum(similar.get(other, 0) * r for (other, _), r in zip(history, left, strict=True))
        near = total / (support + told["near_damping"])
        q = held["would_factors"].astype(float)
        for number in range(q.shape[1]):
            system, right = told["factor_penalty"] * np.eye(q.shape[2]), np.zeros(q.shape[2])
            for (other, _), r in zip(history, left, strict=True):
                system += np.outer(q[other, number], q[other, number])
                right += q[other, number] * r
            factors += float(np.linalg.solve(system, right) @ q[title, number]) / q.shape[1]

    l_u, l_i, l_s = log(1 + n_u), log(1 + n_i), log(1 + 10 * support)
    personal = [*moods, near, factors]
    blend = [part * each for part in personal for each in (1, l_u, l_i, l_s)]
    blend += [c_u * part * each for part in (b_u, b_i, c_i) for each in (1, l_u, l_i)]
    blend += [c_u]
    parts = [b_u, b_i, *personal]
    blend += [c_u * parts[i] * parts[j] for i in range(len(parts)) for j in range(i + 1)]
    score = clip(told["mean"] + b_u + b_i + sum(w * x for w, x in zip(told["blend"], blend, strict=True)))
    high = score - told["mean"]
    same = [high, high * l_u, high * l_i, high**2, c_u, c_i, c_u * c_i, c_u * l_u, c_i * l_i, *personal]
    rows = []
    k = told["rate_damping"]
    for at, (t, b) in enumerate(zip(thresholds, base, strict=True)):
        title_reaching = held["would_title_reaching"][title][at] - (taken and own >= t)
        o_u = odds((user_reaching[at] + k * b) / (n_u + k)) - odds(b)
        o_i = odds((title_reaching + k * b) / (n_i + k)) - odds(b)
        rows.append([*same, o_u, o_i, o_u * o_i, o_u * high, o_i * high])
    return score, falling(told, rows)


def falling(told, rows):
    """Log-odds of the base plus weighted terms, as probabilities that never rise."""
    least, found = 1.0, []
    for weights, terms, b in zip(told["weights"], rows, told["base"], strict=True):
        added = sum(w * x for w, x in zip(weights, terms, strict=True))
        least = min(least, 1 / (1 + exp(-(log(b / (1 - b)) + added))))
        found.append(least)
    return found


def odds(share):
    share = min(max(share, 0.001), 0.999)
    return log(share / (1 - share))


def clip(score):
    return min(max(score, 0.5), 5.0)
