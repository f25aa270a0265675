"""What every response says to the browser."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from graphql_api.http.headers import POLICY, SecurityHeaders


def answered(*, other_origins=False, scheme="http", **own):
    app = SecurityHeaders(PlainTextResponse("ok", headers={"X-Own": "kept", **own}), other_origins=other_origins)
    return TestClient(app, base_url=f"{scheme}://testserver").get("/").headers


def test_a_response_keeps_its_headers_and_gets_ours():
    headers = answered()
    assert headers["x-own"] == "kept"
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]


def test_a_response_with_a_policy_of_its_own_is_given_no_second_one():
    headers = answered(**{"Content-Security-Policy": "default-src 'none'"})
    assert headers.get_list("content-security-policy") == ["default-src 'none'"]
    assert headers["x-frame-options"] == "DENY"


def test_nothing_inline_and_nothing_from_elsewhere_is_allowed():
    policy = dict(part.split(" ", 1) for part in POLICY.split("; "))
    assert policy["default-src"] == "'none'"
    assert {source for sources in policy.values() for source in sources.split()} == {"'none'", "'self'", "data:"}
    assert policy["script-src"] == policy["style-src"] == "'self'"


@pytest.mark.parametrize(("other_origins", "policy"), [(False, "same-origin"), (True, "cross-origin")])
def test_pages_of_other_origins_may_read_answers_only_where_cors_is_on(other_origins, policy):
    assert answered(other_origins=other_origins)["cross-origin-resource-policy"] == policy


def test_transport_security_is_asked_for_over_tls_alone():
    assert "strict-transport-security" not in answered()
    assert answered(scheme="https")["strict-transport-security"] == "max-age=31536000"


async def test_what_is_no_request_passes_through():
    passed = []

    async def application(scope, receive, send):
        passed.append((scope["type"], send))

    await SecurityHeaders(application, other_origins=False)({"type": "lifespan"}, None, "send")
    assert passed == [("lifespan", "send")]
