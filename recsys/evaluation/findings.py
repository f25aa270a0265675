"""The tests of the signal gate in words: each figure with what it means, for whoever reads the model card."""

from math import floor, log10

from pipeline.store.card import Interval, SignalTest
from pipeline.store.vocabulary import RatingsSignal
from recsys.evaluation.agreement import LEAST_RATED, LEAST_TITLES, Agreement
from recsys.evaluation.effects import LEAST_REPEATED, Effect, deciding
from recsys.evaluation.lift import LEAST_TESTED, METRIC, Lift

SUMMARIES = {
    RatingsSignal.HEALTHY: (
        "Ratings tell about users and about titles, and users have tastes in common. Verdicts rest on user and title, "
        "and what is suggested rests on what others liked."
    ),
    RatingsSignal.USER_ONLY: (
        "Ratings say something about users but nothing about titles: differences between mean scores are chance. "
        "Verdicts rest on the user alone, and titles are suggested by content."
    ),
    RatingsSignal.NONE: (
        "Ratings say nothing about users or titles: differences between mean scores are chance. Verdicts are the same "
        "for everyone, and titles are suggested by content."
    ),
    RatingsSignal.MISJOINED: (
        "Ratings agree with each other but not with the content of the titles they name: ids seem to have been "
        "exchanged, so that scores stand at the wrong titles. Verdicts rest on the user alone, titles resemble others "
        "by content, and nothing is suggested to users."
    ),
    RatingsSignal.NOT_MEASURED: "There are no ratings. Titles resemble others by content.",
}

UNCHECKED = "Whether ratings stand at the right titles could not be checked."
TITLES_UNDECIDED = (
    "Ratings are too few to tell whether titles differ. Until there are more, titles are suggested by content."
)
USERS_UNDECIDED = (
    "Ratings say nothing about titles, and are too few to tell whether users differ. Verdicts are the same for "
    "everyone, and titles are suggested by content."
)
NOTHING_IN_COMMON = (
    "Ratings tell titles apart, but what users have in common could not be shown. Nothing is suggested from what "
    "others liked; titles are suggested by content."
)

TITLES_ALIKE = "Not tested, because titles were not shown to differ."


def of_effect(of: str, found: Effect | None, rows: int, groups: int) -> SignalTest:
    """Whether groups differ.

    Args:
        of: what groups, in the singular: `user` or `title`.
        found: None if it could not be tested.
        rows: how many ratings there are.
        groups: of how many users or titles they are.
    """
    name = f"{of} effect"
    if not found:
        why = (
            f"every {of} needs at least two ratings, and there are {rows:,} of {groups:,} {of}s"
            if rows - groups < LEAST_REPEATED
            else f"there is one {of}, or all scores are equal"
        )
        return SignalTest(name, f"Could not be tested: {why}.")
    low, high = (percent(max(0, end)) for end in found.interval)
    if found.shown:
        finding = f"{of.capitalize()}s differ: they explain {percent(found.share)} of the variance of scores."
    elif found.shown is False:
        finding = f"{of.capitalize()}s do not differ: they explain at most {high} of the variance of scores."
    else:
        finding = (
            f"Undecided: {of}s explain between {low} and {high} of the variance of scores. With as many ratings a "
            f"{of} as now, about {rounded(deciding(rows, groups, found.size))} would decide it."
        )
    return SignalTest(name, finding, found.share, found.interval, found.shown)


def of_spread(value: float, interval: Interval) -> SignalTest:
    """Whether some titles are rated more than others beyond chance."""
    uneven = interval.low > 1
    what = (
        "Some titles are rated more than others"
        if uneven
        else "Titles are rated at least as evenly as if drawn at random"
    )
    finding = f"{what}: the variance of ratings a title is {value:.2f} times the mean, where random draws have about 1."
    return SignalTest("spread of titles", finding, value, interval, uneven)


def of_lift(found: Lift | None, *, titles_differ: bool) -> SignalTest:
    """Whether users have tastes in common."""
    name = "collaborative lift"
    if not titles_differ:
        return SignalTest(name, TITLES_ALIKE)
    if not found:
        return SignalTest(name, f"Could not be tested: it takes {LEAST_TESTED} users who liked two titles or more.")
    what = "are better" if found.shown else "are not shown to be better"
    finding = (
        f"Lists from others' likes {what} than the most liked titles: {METRIC} {found.value:.3f} and "
        f"{found.popularity:.3f} for {found.tested:,} users who were held out."
    )
    return SignalTest(name, finding, found.value - found.popularity, found.interval, found.shown)


def of_agreement(found: Agreement | None, *, titles_differ: bool, lift_shown: bool, known: bool) -> SignalTest:
    """Whether ratings stand at the titles that they were given to."""
    name = "agreement with content"
    if not titles_differ:
        return SignalTest(name, TITLES_ALIKE)
    if not lift_shown:
        return SignalTest(name, "Not tested, because what users have in common was not shown.")
    if not known:
        return SignalTest(name, "Not tested, because nothing is known of the titles but their ids.")
    if not found:
        return SignalTest(
            name, f"Could not be tested: it takes {LEAST_TITLES} titles with content and {LEAST_RATED} ratings each."
        )
    what = "are alike in content" if found.shown else "are no more alike in content than any others"
    finding = (
        f"Titles that the same users liked {what}: mean cosine {found.value:.3f}, in random orders {found.chance:.3f} "
        f"(p = {found.p:.3f}, {found.titles:,} titles)."
    )
    return SignalTest(name, finding, found.value, found.interval, found.shown)


def percent(part: float) -> str:
    """A part in hundredths.

    >>> percent(0.1853), percent(0.00213), percent(0.0000231), percent(0)
    ('18.5 %', '0.2 %', '0.002 %', '0.0 %')
    """
    return f"{100 * part:{'.1g' if 0 < part < 0.001 else '.1f'}} %"


def rounded(number: int) -> str:
    """Two digits of a number, as it is only about right.

    >>> rounded(123_456), rounded(2)
    ('120,000', '2')
    """
    return f"{round(number, 1 - floor(log10(max(number, 1)))):,}"
