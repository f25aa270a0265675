"""What is known before anything is executed: queries by their hashes, and answers by what was asked."""

from typing import NamedTuple

from graphql_api.catalogue.snapshot import Snapshot
from graphql_api.http.etags import Edition, Editions, Key, cached, key_of, tag
from graphql_api.http.exchange import Exchange
from graphql_api.http.parameters import Parameters
from graphql_api.http.persisted import Persisted, digest_of
from graphql_api.http.refusal import Refusal
from graphql_api.http.response_cache import Entry, ResponseCache
from graphql_api.settings import Settings
from graphql_api.visibility import UsersShown


class Question(NamedTuple):
    """What a request asks, once its query was found.

    Attributes:
        text: of the query.
        parameters: what else was asked.
        digest: the hash that the query is named by, if it is.
        key: what the answer is known by; None where it cannot be.
    """

    text: str
    parameters: Parameters
    digest: str | None
    key: Key | None


class Kept:
    """Queries and answers that one process remembers, for as long as there is room."""

    def __init__(self, settings: Settings) -> None:
        self.persisted = Persisted(settings.traffic.persisted_entries, settings.traffic.persisted_bytes)
        self.cache = ResponseCache(settings.response_cache_bytes)
        self._editions = Editions(settings)
        self._edition: Edition | None = None
        # For who asks alone: where keys are asked for, or anything of users is shown.
        private = bool(settings.api_keys) or settings.users is not UsersShown.OFF
        self.cached = {method: cached(method, private=private) for method in ("GET", "POST")}
        """The header `Cache-Control` of whole answers without errors, by method."""

    def edition(self, snapshot: Snapshot) -> Edition:
        """The release that is served now, as answers name it; answers of another are kept no longer."""
        manifest, edition = snapshot.manifest, self._edition
        if edition is None or edition.manifest is not manifest:
            edition = self._edition = self._editions.of(manifest)
            self.cache.turn_to(edition)
        return edition

    def question(self, parameters: Parameters, method: str) -> Question:
        """What a request asks, by one method or another.

        Raises:
            Refusal: 400, it has no query, or a hash of another.
            Refused: it names its query by a hash that is not known.
        """
        text, variables, operation, extensions = parameters
        digest = digest_of(extensions, text) if extensions else None
        if text is None:
            if digest is None:
                raise Refusal(400, "BAD_REQUEST", "There is no `query`; send one, as a string")
            text = self.persisted.text(digest)
        # Whatever is asked by GET has a tag, which is made of the key; whatever is kept has its place by it.
        key = key_of(text, operation, variables) if method == "GET" or self.cache.size else None
        return Question(text, parameters, digest, key)

    def answer(self, question: Question, edition: Edition, exchange: Exchange) -> Entry | None:
        """The answer to a question, if it is kept; the exchange then tells what was asked."""
        entry = self.cache.get(question.key, edition) if question.key else None
        if entry is not None:
            entry.note(exchange)
            self.executed(question)
        return entry

    def executed(self, question: Question) -> None:
        """Remember the query of a question that was executed: what is refused is not worth keeping."""
        if question.digest is not None:
            self.persisted.keep(question.digest, question.text)

    def whole(self, question: Question, edition: Edition, body: bytes, exchange: Exchange) -> Entry:
        """An answer without errors, which is kept if it may be."""
        entry = Entry(body, exchange)
        if question.key is not None and self.cache.size:
            self.cache.keep(question.key, edition, entry)
        return entry

    def tag(self, question: Question, edition: Edition, entry: Entry, kind: str) -> str | None:
        """The ETag of an answer of some media type; None where nothing can name it."""
        if question.key is None:
            return None
        if entry.hashed is None:
            entry.hashed = edition.hash_of(question.key)
        return tag(entry.hashed, kind)
