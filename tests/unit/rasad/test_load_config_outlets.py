"""Faults in outlets and sources: each gives its message with file and line."""

from pathlib import Path

from tests.unit.rasad.load_config_samples import problems_of, problems_with

PRESS = "outlets/press.yaml"


def test_an_unknown_key_is_named_with_the_nearest_known_one(tmp_path: Path) -> None:
    problems = problems_with(tmp_path, PRESS, "    home_province: سمنان", "    home_provence: سمنان")

    assert problems == [f"{PRESS}:6: unknown key 'home_provence'; did you mean 'home_province'?"]


def test_an_unknown_key_of_a_source_is_compared_with_the_keys_of_a_source(tmp_path: Path) -> None:
    problems = problems_with(tmp_path, PRESS, "        expect_a_day:", "        expect_daily:")

    assert problems == [f"{PRESS}:13: unknown key 'expect_daily'; did you mean 'expect_a_day'?"]


def test_a_missing_key_is_reported_at_its_entry(tmp_path: Path) -> None:
    problems = problems_with(tmp_path, PRESS, "    name: نوا\n", "")

    assert problems == [f"{PRESS}:14: key 'name' is missing; add it"]


def test_a_value_outside_its_list_is_reported_with_the_list(tmp_path: Path) -> None:
    problems = problems_with(tmp_path, PRESS, "    tier: B", "    tier: F")

    assert problems == [f"{PRESS}:5: 'F' is not a value of 'tier'; known are A, B, C, D, E, unlicensed"]


def test_an_id_stands_once(tmp_path: Path) -> None:
    more = "outlets:\n  - {id: nava, name: نوای دیگر, tier: C}\n"

    problems = problems_of(tmp_path, {"outlets/more.yaml": more})

    [problem] = problems
    assert problem == f"{PRESS}:14: outlet 'nava' stands already at outlets/more.yaml:2; rename or remove one"


def test_a_name_belongs_to_one_outlet_however_it_is_spelled(tmp_path: Path) -> None:
    problems = problems_with(tmp_path, PRESS, "    name: نوا\n", "    name: كوير\n")

    assert problems == [
        f"{PRESS}:15: name 'کویر' belongs already to outlet 'kavir' at {PRESS}:2; remove it from one of them"
    ]


def test_a_domain_belongs_to_one_outlet(tmp_path: Path) -> None:
    problems = problems_with(tmp_path, PRESS, "[nava.example, t.me/nava]", "[nava.example, kavir.example]")

    assert problems[0].startswith(f"{PRESS}:17: domain 'kavir.example' belongs already to outlet 'kavir'")


def test_a_source_id_belongs_to_one_source(tmp_path: Path) -> None:
    problems = problems_with(tmp_path, PRESS, "{id: nava-news", "{id: kavir-feed")

    assert problems[0].startswith(f"{PRESS}:19: source 'kavir-feed' belongs already to outlet 'kavir'")


def test_a_domain_is_written_without_http(tmp_path: Path) -> None:
    problems = problems_with(tmp_path, PRESS, "domains: [kavir.example]", 'domains: ["http://kavir.example"]')

    assert problems == [
        f"{PRESS}:7: 'http://kavir.example' is not a domain; "
        "write it like irna.ir or t.me/name, without http://"
    ]


def test_the_home_province_must_exist(tmp_path: Path) -> None:
    problems = problems_with(tmp_path, PRESS, "    home_province: سمنان", "    home_province: سمنانن")

    assert problems == [f"{PRESS}:6: there is no province 'سمنانن'; did you mean 'سمنان'?"]


def test_a_source_kind_must_be_one_the_crawler_knows(tmp_path: Path) -> None:
    problems = problems_with(tmp_path, PRESS, "kind: listing", "kind: listings")

    assert problems == [f"{PRESS}:19: there is no source kind 'listings'; did you mean 'listing'?"]


def test_an_address_is_http_or_https(tmp_path: Path) -> None:
    problems = problems_with(tmp_path, PRESS, "address: https://kavir", "address: file://kavir")

    assert problems[0].startswith(f"{PRESS}:12: 'file://kavir.example/feed/' is neither http nor https")


def test_expected_items_are_the_least_and_then_the_most(tmp_path: Path) -> None:
    problems = problems_with(tmp_path, PRESS, "[1, 9]", "[9, 1]")

    assert problems == [
        f"{PRESS}:13: expect_a_day is [9, 1]; write the least first, then the most",
    ]


def test_text_that_looks_like_a_number_needs_quotes(tmp_path: Path) -> None:
    problems = problems_with(tmp_path, PRESS, "    name: نوا\n", "    name: 20\n")

    assert problems == [f"{PRESS}:15: 'name' must be text and is 20; write it in quotes"]


def test_an_entry_that_is_no_mapping_is_reported(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, {"outlets/more.yaml": "outlets:\n  - just a name\n"})

    assert problems == ["outlets/more.yaml:2: here must stand keys with values, not 'just a name'"]


def test_outlets_stand_in_a_list_under_their_key(tmp_path: Path) -> None:
    files = {
        "outlets/a.yaml": "outlets: {id: a}\n",
        "outlets/b.yaml": "outlet: []\n",
        "outlets/c.yaml": "- a\n",
    }

    problems = problems_of(tmp_path, files)

    assert problems == [
        "outlets/a.yaml:1: 'outlets' must be a list of entries; begin each with '- '",
        "outlets/b.yaml:1: unknown key 'outlet'; did you mean 'outlets'?",
        "outlets/c.yaml:1: the file must hold the key 'outlets'",
    ]


def test_defaults_fill_what_an_entry_leaves_out(tmp_path: Path) -> None:
    more = "defaults: {tier: E}\noutlets:\n  - {id: a, name: الف}\n  - {id: b, name: ب, tier: Z}\n"

    problems = problems_of(tmp_path, {"outlets/more.yaml": more})

    assert [problem.split(";")[0] for problem in problems] == [
        "outlets/more.yaml:4: 'Z' is not a value of 'tier'"
    ]


def test_an_outlet_with_a_fault_of_its_own_is_not_reported_as_missing_too(tmp_path: Path) -> None:
    problems = problems_with(tmp_path, PRESS, "    tier: B", "    tiers: B")

    assert len(problems) == 2
    assert all(problem.startswith(PRESS) for problem in problems)


def test_a_file_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "outlets" / "old.yaml"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"outlets:\n  - {id: a, name: \xc7\xd1}\n")

    problems = problems_of(tmp_path, {})

    assert problems == ["outlets/old.yaml:2: the file is not UTF-8; save it as UTF-8"]


def test_files_that_are_no_yaml_are_all_reported_and_nothing_else_is(tmp_path: Path) -> None:
    broken = {"places/cities.yaml": "cities: [\n", PRESS: "outlets: {\n", "settings.yaml": "unknown: 1\n"}

    problems = problems_of(tmp_path, broken)

    assert [problem.split(":")[0] for problem in problems] == [PRESS, "places/cities.yaml"]
    assert all("not valid YAML" in problem for problem in problems)
