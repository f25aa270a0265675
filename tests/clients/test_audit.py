"""GraphQL over HTTP, as graphql-http audits it: every audit is passed, those that are recommendations as well."""

import json
import shutil

import pytest

from tests.clients.tools import HERE, SCHEMA, project, run

pytestmark = pytest.mark.slow

AUDITS = """
22EB 4655 47DE 80D8 82A3 BF61 78D5 2C94 5A70 9C48 9ABE 03D4 A5BF 423L LKJ0 LKJ1 LKJ2 LKJ3 34A2 13EE
6C00 6C01 6C02 6C03 8161 B8B3 94B0 0220 94B1 0221 94B2 0222 4760 4761 4762 4763 2EA1 28B9 D6D5 6A70
58B0 58B1 58B2 58B3 428F 1B7A B6DC BCF8 B7N8 8764 3E3A 572B FDE2 7B9B 865D 556A D586 51FE 74FF 5E5B
86EE
"""


@pytest.fixture(scope="module")
def found(tools, served):
    """What the audits found, by their ids."""
    folder = project(tools, SCHEMA)
    shutil.copy(HERE / "live" / "audit.mjs", folder)
    done = run(folder, "node", "audit.mjs", f"{served.url}/graphql")
    assert done.returncode == 0, done.stderr
    return {each["id"]: each for each in json.loads(done.stdout)}


def test_every_audit_of_the_suite_is_here(found):
    assert sorted(found) == sorted(AUDITS.split())


@pytest.mark.parametrize("audit", AUDITS.split())
def test_an_audit_is_passed(audit, found):
    assert (found[audit]["status"], found[audit]["reason"]) == ("ok", ""), found[audit]["name"]
