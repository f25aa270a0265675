import json

import pytest
import yaml

from graphql_api.app import create_app
from graphql_api.server.serving import GRACE_SECONDS
from graphql_api.settings import Settings
from tests.deploy.files import ROOT

READY = "/readyz"


def test_the_health_path_is_one_that_the_service_answers():
    assert READY in {route.path for route in create_app(Settings()).routes}


@pytest.fixture
def railway():
    return json.loads((ROOT / "railway.json").read_text(encoding="utf-8"))


@pytest.fixture
def render():
    (service,) = yaml.safe_load((ROOT / "render.yaml").read_text(encoding="utf-8"))["services"]
    return service


def test_railway_builds_the_dockerfile(railway):
    assert railway["build"]["builder"] == "DOCKERFILE"
    assert (ROOT / railway["build"]["dockerfilePath"]).is_file()


def test_railway_sends_traffic_only_to_a_server_that_has_data(railway):
    assert railway["deploy"]["healthcheckPath"] == READY


def test_railway_restarts_within_what_its_free_plan_allows(railway):
    assert railway["deploy"]["restartPolicyType"] == "ON_FAILURE"
    assert railway["deploy"]["restartPolicyMaxRetries"] <= 10


def test_railway_waits_longer_than_the_server_takes_to_stop(railway):
    # A number: its parser refuses the text that its documentation shows (railwayapp/docs, issue 1243).
    assert type(railway["deploy"]["drainingSeconds"]) is int
    assert railway["deploy"]["drainingSeconds"] > GRACE_SECONDS


def test_render_builds_the_dockerfile_on_the_free_plan(render):
    assert (render["type"], render["runtime"], render["plan"]) == ("web", "docker", "free")
    assert (ROOT / render["dockerfilePath"]).is_file()
    assert (ROOT / render["dockerContext"]).samefile(ROOT)


def test_render_sends_traffic_only_to_a_server_that_has_data(render):
    assert render["healthCheckPath"] == READY


def test_render_waits_longer_than_the_server_takes_to_stop(render):
    assert render.get("maxShutdownDelaySeconds", 30) > GRACE_SECONDS
