"""Which media type an answer takes, by what the request accepts."""

from graphql_api.http.refusal import Refusal

RESPONSE = "application/graphql-response+json"
"""Where it is asked for, a request that is refused has the status of an error; with plain JSON it has 200."""
JSON = "application/json"
HTML = "text/html"
LONGEST = 1_000
"""Characters of an `Accept` header that are looked at; browsers send about 150."""


def media_type(accept: str | None) -> str:
    """The media type of an answer: what is preferred of the two, and plain JSON for whoever does not say.

    Raises:
        Refusal: 406, neither is accepted.
    """
    if accept is None or not accept.strip():
        return JSON
    preferred = {kind: quality(accept, kind) for kind in (RESPONSE, JSON)}
    named = RESPONSE in accept.lower()
    best = max(preferred.values())
    if best <= 0:
        told = f"The request accepts neither {RESPONSE} nor {JSON}; accept one of them"
        raise Refusal(406, "NOT_ACCEPTABLE", told)
    # Who accepts anything, as most programs do, did not ask for the newer type.
    return RESPONSE if preferred[RESPONSE] > preferred[JSON] or (named and preferred[RESPONSE] == best) else JSON


def wants_page(accept: str | None) -> bool:
    """Whether a browser asks for a page to look at: it names HTML, and likes nothing of ours better."""
    if accept is None or HTML not in accept.lower():
        return False
    return quality(accept, HTML) >= max(quality(accept, RESPONSE), quality(accept, JSON), 0.001)


def quality(accept: str, kind: str) -> float:
    """How much an `Accept` header likes a media type, 0 to 1: what its most exact range says."""
    main = kind.partition("/")[0]
    exactness = {kind: 3, f"{main}/*": 2, "*/*": 1}
    found = (0, 0.0)
    for part in accept[:LONGEST].lower().split(","):
        name, *parameters = (each.strip() for each in part.split(";"))
        if name in exactness:
            found = max(found, (exactness[name], _q(parameters)))
    return found[1]


def _q(parameters: list[str]) -> float:
    for each in parameters:
        key, _, value = each.partition("=")
        if key.strip() == "q":
            try:
                return min(max(0.0, float(value)), 1.0)  # 0 first: what is no number is not liked
            except ValueError:
                return 0.0
    return 1.0
