"""The model card: what the models of a release are, how good they are, and what the ratings were found to tell."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Self

from pipeline.store.errors import DamagedRelease
from pipeline.store.vocabulary import ModelTask, RatingsSignal

CARD = "model_card.json"


class Interval(NamedTuple):
    """From one number to another, both included."""

    low: float
    high: float

    @classmethod
    def of(cls, pair: list[float] | None) -> Self | None:
        """The interval that JSON holds as a pair."""
        return None if pair is None else cls(*pair)


@dataclass(frozen=True, slots=True)
class SignalTest:
    """One test of the ratings.

    Attributes:
        name: a few words, such as `title effect`.
        finding: what was found, in a sentence of English.
        value: the figure; None when the test could not be made.
        interval: the 95 % interval of `value`; None when there is none.
        passed: None when the test could not be made, or is undecided.
    """

    name: str
    finding: str
    value: float | None = None
    interval: Interval | None = None
    passed: bool | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """The figure of a simpler way; `difference` is the 95 % interval of the model's figure minus this one."""

    name: str
    value: float
    difference: Interval | None = None


@dataclass(frozen=True, slots=True)
class Metric:
    """One measure of how good a model is, on ratings it had not seen.

    Attributes:
        name: such as `NDCG@100`.
        split: how the data were held out, such as `last 20 % of each user`.
        value: the model's figure.
        interval: the 95 % interval of `value`, over users.
        higher_is_better: whether a higher figure is better.
        baselines: simpler ways, on the same data.
    """

    name: str
    split: str
    value: float
    interval: Interval | None
    higher_is_better: bool
    baselines: tuple[Baseline, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """A model in use: for what, its name, how it works in a sentence or two, and how good it is."""

    task: ModelTask
    name: str
    description: str
    metrics: tuple[Metric, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What the models of a release are and how far to trust them."""

    fitted_at: datetime
    signal: RatingsSignal
    summary: str
    tests: tuple[SignalTest, ...]
    models: tuple[Model, ...]

    def write(self, folder: Path) -> Path:
        """Write `model_card.json` into a folder."""
        file = folder / CARD
        file.write_text(self.text(), encoding="utf-8")
        return file

    def text(self) -> str:
        """The card as JSON."""
        content = asdict(self) | {"fitted_at": self.fitted_at.isoformat()}
        return json.dumps(content, indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read a folder's `model_card.json`.

        Raises:
            DamagedRelease: it is missing or is no such card.
        """
        file = folder / CARD
        try:
            content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
            return cls(
                fitted_at=datetime.fromisoformat(content["fitted_at"]),
                signal=RatingsSignal(content["signal"]),
                summary=content["summary"],
                tests=tuple(
                    SignalTest(**test | {"interval": Interval.of(test["interval"])}) for test in content["tests"]
                ),
                models=tuple(
                    Model(ModelTask(each["task"]), each["name"], each["description"], _metrics(each["metrics"]))
                    for each in content["models"]
                ),
            )
        except OSError as fault:
            raise DamagedRelease(f"{file} cannot be read ({fault.strerror}); fit the models again") from None
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise DamagedRelease(f"{file} is no model card ({fault!r}); fit the models again") from None


def _metrics(contents: list[dict[str, Any]]) -> tuple[Metric, ...]:
    return tuple(
        Metric(
            **content
            | {
                "interval": Interval.of(content["interval"]),
                "baselines": tuple(
                    Baseline(each["name"], each["value"], Interval.of(each["difference"]))
                    for each in content["baselines"]
                ),
            }
        )
        for content in contents
    )
