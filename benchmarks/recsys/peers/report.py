"""The figures as text to read and as JSON to compute with."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.recsys.peers.candidates import BEST, CANDIDATES, PEERS, SERVED, THEIRS, TWIN
from benchmarks.recsys.peers.curve import LIKES, USERS
from benchmarks.recsys.peers.ranking import TUNED_ON, Result
from benchmarks.recsys.peers.rating import BAR, Split
from recsys.evaluation.intervals import Interval, of_difference, of_mean, of_ratio, per_user
from recsys.evaluation.metrics import mae, rmse
from recsys.interactions import LIKED, Interactions

Floats = NDArray[np.float64]
Row = dict[str, Any]


@dataclass(slots=True)
class Figures:
    """All that one run of the benchmark found."""

    day: str
    command: str
    setting: dict[str, str]
    lists: Row = field(default_factory=dict)
    scores: list[Row] = field(default_factory=list)
    curve: list[dict[str, float]] = field(default_factory=list)

    def add_lists(self, data: str, ratings: Interactions, results: dict[str, Result]) -> None:
        """What is known of the lists of all candidates."""
        best = results[BEST.name].metrics
        rows = []
        for candidate in CANDIDATES:
            result = results[candidate.name]
            rows.append(
                {
                    "name": candidate.name,
                    "peer": candidate in PEERS,
                    "grid": candidate.grid,
                    "settings": result.settings,
                    **{metric: [values.mean(), *of_mean(values)] for metric, values in result.metrics.items()},
                    **{
                        f"ours minus it, {metric}": [(best[metric] - values).mean(), *of_mean(best[metric] - values)]
                        for metric, values in result.metrics.items()
                    },
                }
            )
        served, twin, theirs = (results[each.name] for each in (SERVED, TWIN, THEIRS))
        kept = served.metrics[TUNED_ON], best[TUNED_ON]
        self.lists = {
            "data": data,
            "ratings": len(ratings),
            "likes": len(ratings.liked()),
            "users": len(best[TUNED_ON]),
            "rows": rows,
            "kept": [kept[0].sum() / kept[1].sum(), *of_ratio(*kept)],
            "LensKit's EASE": {
                "difference": float((twin.metrics[TUNED_ON] - theirs.metrics[TUNED_ON]).mean()),
                "largest of a user": float(np.abs(twin.metrics[TUNED_ON] - theirs.metrics[TUNED_ON]).max()),
                "same lists": float((twin.lists == theirs.lists).all(axis=1).mean()),
                "same titles": float(
                    np.mean([np.isin(*pair).mean() for pair in zip(twin.lists, theirs.lists, strict=True)])
                ),
            },
        }

    def add_scores(self, split: Split) -> None:
        """What is known of all models' predictions for one split."""
        bar = split.predicted.get(BAR)
        for model, predicted in split.predicted.items():
            error, counts = per_user((predicted - split.score) ** 2, split.user)
            row: Row = {"data": split.data, "way": split.way, "learnt": split.learnt, "asked": len(split.score)}
            row |= {"model": model, "RMSE": [rmse(split.score, predicted), *of_ratio(error, counts, of=np.sqrt)]}
            row["MAE"] = mae(split.score, predicted)
            if bar is not None and model != BAR:
                of_bar, _ = per_user((bar - split.score) ** 2, split.user)
                difference = rmse(split.score, predicted) - rmse(split.score, bar)
                row["minus the bar"] = [difference, *of_difference(error, of_bar, counts, of=np.sqrt)]
            self.scores.append(row)


def save(figures: Figures, folder: Path) -> str:
    """Write `peers-PART-DAY.md` and `.json` for each part that there is; returns the texts."""
    folder.mkdir(exist_ok=True)
    texts = []
    parts: dict[str, tuple[Any, Callable[[Any], Iterator[str]]]] = {
        "ranking": (figures.lists, _lists),
        "rating": (figures.scores, _scores),
        "curve": (figures.curve, _curve),
    }
    for part, (found, lines) in parts.items():
        if not found:
            continue
        file = folder / f"peers-{part}-{figures.day}"
        text = "\n".join([*_head(figures), *lines(found), *_noise(figures.setting)]) + "\n"
        file.with_suffix(".md").write_text(text, encoding="utf-8")
        kept = {"day": figures.day, "command": figures.command, "setting": figures.setting, part: found}
        file.with_suffix(".json").write_text(json.dumps(kept, indent=1, default=float) + "\n", encoding="utf-8")
        texts.append(text)
    return "\n".join(texts)


def _head(figures: Figures) -> Iterator[str]:
    yield f"# Lists and predictions beside other libraries', {figures.day}"
    yield ""
    yield f"Made by `{figures.command}`."
    yield "Machine: " + ", ".join(f"{name} {value}" for name, value in figures.setting.items()) + "."
    yield ""


def _lists(lists: Row) -> Iterator[str]:
    yield f"## Lists ({lists['data']})"
    yield ""
    yield (
        f"Of {lists['ratings']:,} ratings {lists['likes']:,} are likes: {LIKED:g} or above. Users are in five folds, "
        f"and no model has seen those that it is asked about: it is told 80 % of what each liked and is to find the "
        f"rest among all titles that others liked. Figures are means over all {lists['users']:,} users with enough "
        "likes, with 95 % intervals by the bootstrap over users; differences are paired. Every model is tuned by the "
        f"same rule: in each fold the settings with the best mean {TUNED_ON} on the users of the next fold, learnt "
        "from the other three; then it learns from all four."
    )
    yield ""
    yield "| model | NDCG@100 | recall@20 | recall@50 | NDCG@100, the first row minus it |"
    yield "|---|---|---|---|---|"
    for row in lists["rows"]:
        difference = "" if row["name"] == BEST.name else _signed(row[f"ours minus it, {TUNED_ON}"])
        cells = (_plain(row[TUNED_ON]), f"{row['recall@20'][0]:.4f}", f"{row['recall@50'][0]:.4f}", difference)
        yield f"| {row['name']} | " + " | ".join(cells) + " |"
    yield ""
    peer = max((row for row in lists["rows"] if row["peer"]), key=lambda row: row[TUNED_ON][0])
    yield (
        f"The best peer is {peer['name']}: "
        + "; ".join(
            f"{metric} {_signed(peer[f'ours minus it, {metric}'])}" for metric in (TUNED_ON, "recall@20", "recall@50")
        )
        + " better is ours."
    )
    kept = lists["kept"]
    yield f"What is served keeps {kept[0]:.2%} [{kept[1]:.2%}, {kept[2]:.2%}] of the first row's {TUNED_ON}."
    same = lists["LensKit's EASE"]
    yield (
        f"EASE as published, by us and by LensKit with the same settings: {TUNED_ON} differs by "
        f"{abs(same['difference']):.1e} in the mean and by {same['largest of a user']:.1e} at most of a user; "
        f"{same['same lists']:.2%} of the lists of 100 are the same from the first to the last, "
        f"{same['same titles']:.4%} of the titles are in both."
    )
    yield ""
    yield "| model | tried, all combinations | chosen, fold by fold |"
    yield "|---|---|---|"
    for row in lists["rows"]:
        if row["grid"]:
            grid = "; ".join(f"{name}: {', '.join(map(str, values))}" for name, values in row["grid"].items())
            chosen = "; ".join(" ".join(f"{value}" for value in each.values()) for each in row["settings"])
            yield f"| {row['name']} | {grid} | {chosen} |"
    yield ""


def _scores(scores: list[Row]) -> Iterator[str]:
    yield "## Predictions of scores"
    yield ""
    yield (
        "Learnt from what is not held out: ours, and Surprise's models as they come. RMSE with 95 % intervals by the "
        "bootstrap over users; differences are paired."
    )
    yield ""
    yield f"| ratings | held out | of | model | RMSE | MAE | RMSE, it minus {BAR} |"
    yield "|---|---|---|---|---|---|---|"
    for row in scores:
        difference = _signed(row["minus the bar"]) if "minus the bar" in row else ""
        yield (
            f"| {row['data']} | {row['way']} | {row['asked']:,} of {row['asked'] + row['learnt']:,} | {row['model']} | "
            f"{_plain(row['RMSE'])} | {row['MAE']:.4f} | {difference} |"
        )
    yield ""


def _curve(points: list[dict[str, float]]) -> Iterator[str]:
    yield "## What fitting costs"
    yield ""
    yield (
        f"From {LIKES:,} generated likes of {USERS:,} users to 200 weights a title: Gram matrix, inverse, choice, and "
        "each title's weights anew. Start of Python and the making of the likes included; peak memory is resident, in "
        "units of 2**20 bytes."
    )
    yield ""
    yield "| titles | threads | wall s | CPU s | peak MB |"
    yield "|---|---|---|---|---|"
    for point in points:
        cells = [f"{point[key]:,.0f}" for key in ("titles", "threads", "wall", "cpu", "peak")]
        yield f"| {' | '.join(cells)} |"
    yield ""


def _noise(setting: dict[str, str]) -> Iterator[str]:
    yield "## How far to trust this"
    yield ""
    yield (
        "Lists and predictions do not depend on how busy the machine is; only what fitting costs does: before the "
        f"start {setting['load at the start']} threads wanted one of the {setting['cores']} cores, at the end "
        f"{setting.get('load at the end', 'not known')}. Ratings of films from one community: elsewhere the order may "
        "be another."
    )


def _plain(figure: list[float]) -> str:
    mean, interval = figure[0], Interval(*figure[1:])
    return f"{mean:.4f} [{interval.low:.4f}, {interval.high:.4f}]"


def _signed(figure: list[float]) -> str:
    mean, interval = figure[0], Interval(*figure[1:])
    return f"{mean:+.4f} [{interval.low:+.4f}, {interval.high:+.4f}]"
