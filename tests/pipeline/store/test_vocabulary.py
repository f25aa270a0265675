from pipeline.store.vocabulary import PlatformCode


def test_each_platform_has_a_prefix_of_its_own_and_a_name():
    assert {code: (code.prefix, code.display_name) for code in PlatformCode} == {
        "amazon": ("a", "Amazon Prime Video"),
        "disney": ("d", "Disney+"),
        "hulu": ("h", "Hulu"),
        "netflix": ("n", "Netflix"),
    }
