"""Words of ours for what clients send."""

from graphql_api.observe import names
from graphql_api.schema import printed


def test_an_operation_is_a_root_field_or_one_of_three_words():
    query = printed().split("\ntype Query {\n")[1].split("\n}")[0]
    assert {"maxDuration", "user", "search", "several", "introspection", "none"} <= {*names.OPERATIONS}
    for field in {*names.OPERATIONS} - {"several", "introspection", "none"}:
        assert f"\n  {field}" in f"\n{query}"


def test_what_has_no_word_is_other():
    assert "title1234567891" not in names.OPERATIONS
    assert names.code("") == names.code("bad_user_input") == "other"
    assert names.method("get") == "other"


def test_a_path_is_a_route_or_below_one_or_other():
    routes = names.Routes(["/", "/graphql", "/assets/"])
    said = {
        path: routes.name(path) for path in ("/", "/graphql", "/assets/", "/assets/a/b", "/assets", "/graphql/x", "//")
    }
    assert said == {
        "/": "/", "/graphql": "/graphql", "/assets/": "/assets/", "/assets/a/b": "/assets/", "/assets": "other",
        "/graphql/x": "other", "//": "other",
    }  # fmt: skip


def test_a_path_with_a_name_in_it_is_its_route():
    routes = names.Routes(["/films", "/film/{id}", "/person/{id:path}", "/assets/"])
    told = {
        path: routes.name(path)
        for path in ("/film/862", "/film/", "/film/862/x", "/films", "/person/actor:a/b", "/assets/{id}")
    }
    assert told == {
        "/film/862": "/film/{id}", "/film/": "other", "/film/862/x": "other", "/films": "/films",
        "/person/actor:a/b": "/person/{id}", "/assets/{id}": "/assets/",
    }  # fmt: skip
    assert not routes.is_folder("/film/{id}")


def test_only_folders_are_folders():
    routes = names.Routes(["/", "/graphql", "/assets/"])
    assert [name for name in ("/", "/graphql", "/assets/", "other") if routes.is_folder(name)] == ["/assets/"]
