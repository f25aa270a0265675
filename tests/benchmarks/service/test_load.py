"""Requests as a program for wrk, and a line through costs."""

import pytest

from benchmarks.service.curve_report import line
from benchmarks.service.load import script
from benchmarks.service.systems import Request


def test_a_request_is_written_so_that_lua_reads_its_bytes(tmp_path):
    request = Request("POST", "/graphql", {"Accept": "*/*"}, '{"a":"ñ\\n"}'.encode())
    program = script([request], tmp_path / "requests.lua").read_text(encoding="ascii")
    body = r"{\034a\034:\034\195\177\092n\034}"
    assert f'wrk.format("POST","/graphql",{{["Accept"]="*/*"}},"{body}")' in program


def test_a_request_without_a_body_has_none(tmp_path):
    program = script([Request("GET", "/counts", {}, b"")], tmp_path / "requests.lua").read_text(encoding="ascii")
    assert 'wrk.format("GET","/counts",{},nil)' in program


def test_costs_on_a_line_have_its_slope():
    found = line({1: 21.0, 10: 30.0, 100: 120.0})
    assert (found.request, found.title, found.fit) == pytest.approx((20.0, 1.0, 1.0))
