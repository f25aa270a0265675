"""Search the plain way: every word is compared with every other, and every title is looked at for each.

What `graphql_api.catalogue.search` finds is held to it: the rules are the same, how they are followed is not.
"""

from collections import defaultdict
from functools import reduce
from itertools import accumulate, pairwise

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from graphql_api.catalogue.levels import BEGINS, EXACT, IN_PEOPLE, IN_TITLE, MISSPELT, NOWHERE
from graphql_api.catalogue.matching import FORGIVEN, FORGIVEN_TWICE
from graphql_api.catalogue.search import GOOD_WILL
from graphql_api.catalogue.search_index import WHOLE_BEGINNING
from graphql_api.queries.words import ARTICLES
from graphql_api.text import fold, words

WHOLE, WHOLE_OR_SO, BEGINS_WITH, BEGINS_OR_SO, ELSEWHERE = range(5)


def bare(said):
    return said[1:] if len(said) > 1 and said[0] in ARTICLES else said


def numbers(word):
    return "".join(filter(str.isdecimal, word))


class Words:
    """Words, and the titles that have each."""

    def __init__(self, pairs):
        self.rows = defaultdict(list)
        for word, row in pairs:
            if word:
                self.rows[word].append(row)
        self.words = sorted(self.rows)

    def having(self, found):
        return np.array(sorted({row for word in found for row in self.rows[word]}), dtype=np.int32)

    def exact(self, word):
        return self.having([word] if word in self.rows else [])

    def beginning(self, word):
        return self.having(each for each in self.words if each.startswith(word))

    def misspelt(self, word):
        errors = self.errors(word, self.words, 1)
        return self.having(
            each
            for each, n in zip(self.words, errors, strict=True)
            if n == 1 and numbers(each).startswith(numbers(word))
        )

    def resembling(self, word):
        near = self.errors(word, self.words, 2) <= 2
        near &= np.array([each[0] == word[0] for each in self.words], dtype=np.bool_)
        if len(word) > 6 and self.long(word):
            for length in (len(word) - 1, len(word), len(word) + 1):
                near |= self.errors(word, [each[:length] for each in self.words], 1) <= 1
        return self.having(
            each for each, n in zip(self.words, near, strict=True) if n and numbers(each).startswith(numbers(word))
        )

    def long(self, word):
        """Whether a word has more letters than errors are looked up by."""
        return len(word) > 6

    def errors(self, word, others, most):
        if not others:
            return np.empty(0, dtype=np.uint8)
        return process.cdist([word], others, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)[0]


class Wholes(Words):
    """Whole titles and names: errors are looked up by more letters."""

    def long(self, word):
        return len(word) > WHOLE_BEGINNING


def compounds(text):
    """What is written without a space and taken apart, as one word each."""
    return ["".join(said) for part in fold(text).split() for said in [words(part)] if len(said) > 1]


class PlainSearch:
    """What titles are found by, of the records of a snapshot."""

    def __init__(self, records):
        self.records = records
        titles = [(record.row, words(record.title), compounds(record.title)) for record in records]
        names = [(each.row, name) for each in records for name in dict.fromkeys([*each.cast, *each.directors])]
        self.title_words = Words({(word, row) for row, said, joined in titles for word in (*said, *joined)})
        self.people_words = Words({(word, row) for row, name in names for word in (*words(name), *compounds(name))})
        self.joined_words = Words({(one + other, row) for row, said, _ in titles for one, other in pairwise(said)})
        self.whole_titles = Wholes({("".join(said), row) for row, said, _ in titles})
        self.bare_titles = Words({("".join(bare(said)), row) for row, said, _ in titles})
        self.whole_names = Wholes({("".join(words(name)), row) for row, name in names})
        self.word_counts = np.array([len(bare(said)) for _, said, _ in titles])

    def search(self, text):
        """The rows that a text finds, best first, with what each is worth."""
        said = words(text)
        if not said:
            return []
        known = {word: self.level(word) for word in said}
        levels = reduce(np.bitwise_or, known.values())
        good = bool((levels < IN_PEOPLE + MISSPELT).any())
        if not good and len(said) <= GOOD_WILL:
            levels = reduce(np.minimum, self.kindly(said, [known[word] for word in said]), levels)
        ranks = levels.astype(int) * 5 + self.likeness(said, levels)
        for rows, level, likeness in self.wholes(said, kindly=not good):
            ranks[rows] = np.minimum(ranks[rows], level * 5 + likeness)
        if len(said) > 1 and len(self.whole_names.exact("".join(said))):
            ranks[ranks // 5 == IN_TITLE + MISSPELT] = (IN_PEOPLE + MISSPELT) * 5 + ELSEWHERE
        found = [(int(rank), record) for rank, record in zip(ranks, self.records, strict=True) if rank < NOWHERE * 5]
        found.sort(key=lambda pair: (pair[0], -pair[1].votes, pair[1].title, pair[1].title_id))
        return [(record.row, rank) for rank, record in found]

    def level(self, word):
        level = np.full(len(self.records), NOWHERE, dtype=np.uint8)
        for field, found in ((IN_PEOPLE, self.people_words), (IN_TITLE, self.title_words)):
            if len(word) >= FORGIVEN and not word.isdecimal():
                level[found.misspelt(word)] = field + MISSPELT
            level[found.beginning(word)] = field + BEGINS
            level[found.exact(word)] = field + EXACT
        return level

    def kindly(self, said, each):
        none = np.zeros_like(each[0])
        before = list(accumulate(each, np.bitwise_or, initial=none))
        after = list(accumulate(reversed(each), np.bitwise_or, initial=none))[::-1]
        for place in range(len(said) - 1):
            yield before[place] | self.level(said[place] + said[place + 1]) | after[place + 2]
        again = [self.level_kindly(*word) for word in zip(said, each, strict=True)]
        for place, level in enumerate(again):
            yield before[place] | level | after[place + 1]
        yield reduce(np.bitwise_or, again)
        if said[0] in ARTICLES and len(said) > 1:
            yield after[1] | np.uint8(MISSPELT)

    def level_kindly(self, word, strictly):
        if word.isdecimal():
            return strictly
        level = strictly.copy()
        for match, found in ((IN_PEOPLE + MISSPELT, self.people_words), (IN_TITLE + MISSPELT, self.title_words)):
            rows = found.resembling(word) if len(word) >= FORGIVEN_TWICE else found.misspelt(word)
            level[rows] = np.minimum(level[rows], match)
        for rows in (self.joined_words.exact(word), self.joined_words.misspelt(word)):
            level[rows] = np.minimum(level[rows], IN_TITLE + MISSPELT)
        return level

    def likeness(self, said, levels):
        likeness = np.full(len(levels), ELSEWHERE)
        likeness[self.bare_titles.beginning("".join(bare(said)))] = BEGINS_OR_SO
        likeness[self.whole_titles.beginning("".join(said))] = BEGINS_WITH
        as_many = self.word_counts == len(bare(said))
        likeness[as_many & ((levels == IN_TITLE + EXACT) | (levels == IN_TITLE + MISSPELT))] = WHOLE_OR_SO
        return likeness

    def wholes(self, said, *, kindly):
        whole = "".join(said)
        yield self.whole_names.exact(whole), IN_PEOPLE + EXACT, WHOLE
        yield self.whole_titles.exact(whole), IN_TITLE + EXACT, WHOLE
        yield self.bare_titles.exact("".join(bare(said))), IN_TITLE + EXACT, WHOLE_OR_SO
        if len(whole) >= FORGIVEN and not whole.isdecimal():
            yield self.whole_names.misspelt(whole), IN_PEOPLE + MISSPELT, WHOLE_OR_SO
            yield self.whole_titles.misspelt(whole), IN_TITLE + MISSPELT, WHOLE_OR_SO
            if kindly and len(whole) >= FORGIVEN_TWICE:
                yield self.whole_titles.resembling(whole), IN_TITLE + MISSPELT, ELSEWHERE
