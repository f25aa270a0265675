"""A fit that came out worse than the one being served is not published, unless somebody says so."""

import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.build import build
from pipeline.sample import write_sample
from pipeline.sources.finding import mark_sample
from pipeline.store.card import Interval, Metric, Model, ModelCard
from pipeline.store.errors import ReleaseError, WorseModel
from pipeline.store.releases import activate, current_version
from pipeline.store.vocabulary import ModelTask, RatingsSignal
from recsys import personal
from recsys.fit import fit
from recsys.regress import comparable, worse
from tests.conftest import publish, publish_with_model
from tests.models import CARD
from tests.pipeline.making import Quiet
from tests.raw_files import rating, write_raw
from tests.small import write_small


def card(signal=RatingsSignal.HEALTHY, **figures) -> ModelCard:
    """A card of a signal, with a figure and its interval for NDCG@100 (`ndcg`) or log-loss (`loss`)."""
    about = {
        "ndcg": (ModelTask.USER_RECOMMENDATIONS, "NDCG@100", True),
        "loss": (ModelTask.WOULD_LIKE, "log-loss, mean over thresholds", False),
    }
    models = []
    for name, (value, interval, *split) in figures.items():
        task, measure, higher = about[name]
        metric = Metric(measure, split[0] if split else "last fifth", value, interval and Interval(*interval), higher)
        models.append(Model(task, "a model", "How it works.", (metric,)))
    return replace(CARD, signal=signal, models=tuple(models))


ORDER = [
    {RatingsSignal.HEALTHY},
    {RatingsSignal.USER_ONLY},
    {RatingsSignal.INSUFFICIENT, RatingsSignal.MISJOINED},
    {RatingsSignal.NONE, RatingsSignal.NOT_MEASURED},
]
"""What ratings may be found to tell, most first."""


@pytest.mark.parametrize("last", RatingsSignal)
@pytest.mark.parametrize("new", RatingsSignal)
def test_ratings_that_tell_less_make_a_worse_fit(last, new):
    places = [next(place for place, those in enumerate(ORDER) if signal in those) for signal in (last, new)]
    why = worse(card(last), replace(card(new), summary="So it is."))
    if places[1] > places[0]:
        assert why == f"the ratings were found {last} and are now found {new}: So it is."
    else:
        assert why is None


@pytest.mark.parametrize(
    ("last", "new", "is_worse"),
    [
        ({"ndcg": (0.4, (0.38, 0.42))}, {"ndcg": (0.379, (0.3, 0.4))}, True),
        ({"ndcg": (0.4, (0.38, 0.42))}, {"ndcg": (0.38, (0.3, 0.4))}, False),  # as low as chance may have it
        ({"ndcg": (0.4, (0.38, 0.42))}, {"ndcg": (0.9, (0.8, 1))}, False),
        ({"loss": (0.4, (0.38, 0.42))}, {"loss": (0.421, (0.4, 0.45))}, True),
        ({"loss": (0.4, (0.38, 0.42))}, {"loss": (0.42, (0.4, 0.45))}, False),
        ({"loss": (0.4, (0.38, 0.42))}, {"loss": (0.1, (0, 0.2))}, False),
        ({"ndcg": (0.4, (0.38, 0.42)), "loss": (0.4, (0.38, 0.42))},
         {"ndcg": (0.4, (0.38, 0.42)), "loss": (0.5, (0.4, 0.6))}, True),
        # What cannot be compared is no reason: held out otherwise, without an interval, or a model that is new or gone.
        ({"ndcg": (0.4, (0.38, 0.42))}, {"ndcg": (0.1, (0, 0.2), "other users")}, False),
        ({"ndcg": (0.4, None)}, {"ndcg": (0.1, (0, 0.2))}, False),
        ({"ndcg": (0.4, (0.38, 0.42))}, {}, False),
        ({}, {"loss": (0.9, (0.8, 1))}, False),
    ],
)  # fmt: skip
def test_a_model_that_fell_by_more_than_chance_makes_a_worse_fit(last, new, is_worse):
    assert (worse(card(**last), card(**new)) is not None) == is_worse


@pytest.mark.parametrize("signals", [("INSUFFICIENT", "HEALTHY"), ("INSUFFICIENT", "INSUFFICIENT")])
def test_figures_of_too_few_ratings_decide_nothing(signals):
    # Of a single user every drawn figure is the same: the interval has no width, and whatever comes is outside.
    last, new = (card(RatingsSignal[each], loss=(at, (at, at))) for each, at in zip(signals, (0.37, 0.69), strict=True))
    assert worse(last, new) is None


def test_it_says_which_measure_of_what_fell_from_where_to_where():
    why = worse(card(loss=(0.4, (0.38, 0.42))), card(loss=(0.5, (0.4, 0.6))))
    assert why == (
        "log-loss, mean over thresholds of would like was 0.4000, between 0.3800 and 0.4200 with other users of the "
        "same kind, and is now 0.5000"
    )


@pytest.mark.parametrize(
    ("paths", "synthetic", "are"),
    [
        (["ratings/1.csv"], False, True),
        (["ratings/1.csv", "ratings/9.csv"], False, True),
        (["ratings/1.csv"], True, False),  # generated ones are worth nothing beside real ones
        (["ratings/7.csv"], False, False),
        ([], False, False),
    ],
)
def test_ratings_are_compared_with_those_of_the_same_files(paths, synthetic, are, small):
    def manifest(paths, *, synthetic=False):
        some = small.manifest.sources[0]
        sources = tuple(replace(some, path=path) for path in ["catalogues/hulu_titles.csv", *paths])
        return replace(small.manifest, sources=sources, synthetic=synthetic)

    last = manifest(["ratings/1.csv", "ratings/2.csv"])
    assert comparable(last, manifest(paths, synthetic=synthetic)) == are


@pytest.fixture(scope="module")
def healthy(tmp_path_factory):
    """A folder of releases whose current one has models of ratings that were found healthy; not to be changed."""
    folder = tmp_path_factory.mktemp("healthy")
    real = personal.fit

    def healthy(*given):
        found = real(*given)
        return found._replace(finding=replace(found.finding, signal=RatingsSignal.HEALTHY))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(personal, "fit", healthy)
        publish_with_model(write_small(folder / "raw"), folder / "data")
    return folder / "data"


@pytest.fixture
def data(healthy, tmp_path):
    """A copy of it that a test may change."""
    return Path(shutil.copytree(healthy, tmp_path / "data"))


def other(data, names=("1", "2")) -> str:
    """A release of other ratings in files of these names, not current."""
    raw = write_small(data.parent / "other")
    for file in (raw / "ratings").iterdir():
        file.unlink()
    write_raw(raw, {}, {name: [rating(movieId="as2", userId=str(at))] for at, name in enumerate(names, 9)})
    return build(raw, data, Quiet()).manifest.version


def folders(data):
    return {each.name for each in data.iterdir() if each.is_dir()}


def test_a_worse_fit_is_refused_with_the_reason_and_published_by_force(data):
    current, version = current_version(data), other(data)
    before = folders(data)
    with pytest.raises(WorseModel) as refused:
        fit(data, version, lambda _: None)
    told = str(refused.value)
    assert told.startswith(
        "this fit is worse than the one being served: the ratings were found healthy and are now found insufficient: "
    )
    assert told.endswith(
        ". Nothing was published; look at the ratings that came in, or publish it all the same with: "
        f"recsys fit --release {version} --force"
    )
    assert ".." not in told
    assert isinstance(refused.value, ReleaseError)
    assert (current_version(data), folders(data)) == (current, before)
    forced = fit(data, version, lambda _: None, force=True)
    forced.verify()
    assert ModelCard.read(forced.folder).signal == RatingsSignal.INSUFFICIENT


def test_a_fit_to_other_files_is_not_compared(data):
    assert fit(data, other(data, names=("7",)), lambda _: None).manifest.model_version


def test_a_fit_beside_models_that_cannot_be_read_is_not_compared(data):
    (data / current_version(data) / "model_card.json").write_text("{}")
    assert fit(data, other(data), lambda _: None).manifest.model_version


@pytest.mark.slow
def test_ratings_whose_titles_were_exchanged_for_random_ones_are_refused(tmp_path):
    # As the assignment's own file would be, had it been right once.
    data, sizes = tmp_path / "data", {"titles": 800, "users": 500, "ratings": 30_000, "films": 0}
    for signal in (1.0, 0.0):
        write_sample(tmp_path / str(signal), signal=signal, **sizes)
        mark_sample(tmp_path / str(signal))
    good = publish_with_model(tmp_path / "1.0", data)
    assert ModelCard.read(good.folder).signal == RatingsSignal.HEALTHY
    # Built and fitted in one go, as the service's maker does: neither becomes current.
    then = f"{shlex.quote(sys.executable)} -m recsys fit"
    command = [sys.executable, "-m", "pipeline", "build", "--raw", tmp_path / "0.0", "--data", data, "--then", then]
    house = Path(personal.__file__).parents[1]
    ended = subprocess.run([*map(str, command)], cwd=house, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "recsys: this fit is worse than the one being served: the ratings were found healthy and are" in ended.stderr
    last = ended.stderr.splitlines()[-1]
    assert f"ended with code {WorseModel.exit_code} (recsys: this fit is worse" in last
    assert last.endswith("; the current release stays")
    assert current_version(data) == good.manifest.version
    bad = build(tmp_path / "0.0", data, Quiet()).manifest.version
    forced = fit(data, bad, lambda _: None, force=True)
    activate(data, forced.manifest.version)
    # And what is better than what is served needs no force.
    again = publish(tmp_path / "1.0", tmp_path / "fresh")
    assert again.manifest.version == good.manifest.dataset_version
    assert fit(data, good.manifest.dataset_version, lambda _: None).manifest.version == good.manifest.version
