"""Reading YAML with line numbers: what counts as a value, and what is refused."""

from rasad.load_config.problems import Problems
from rasad.load_config.yaml_lines import Document, parse_yaml


def parsed(text: str) -> tuple[Document, list[str]]:
    problems = Problems()
    document = parse_yaml(text, path="a.yaml", relative="a.yaml", folder=0, problems=problems)
    assert document
    return document, [str(problem) for problem in problems.errors]


def test_dates_stay_words_because_they_are_jalali() -> None:
    document, problems = parsed("since: 1404-02-31\nat: 12:30\n")

    assert document.value == {"since": "1404-02-31", "at": "12:30"}
    assert problems == []


def test_only_true_false_null_and_plain_numbers_are_special() -> None:
    document, _ = parsed("[true, false, null, ~, no, yes, 12, -3, 0.5, 007, '12', \"null\", ۱۲]")

    assert document.value == [True, False, None, None, "no", "yes", 12, -3, 0.5, "007", "12", "null", "۱۲"]


def test_a_value_knows_its_line() -> None:
    document, _ = parsed("a: 1\nlist:\n  - x: 1\n  - x: 2\n    y: {z: 3}\n")

    assert str(document.where("list", 1)) == "a.yaml:4"
    assert str(document.where("list", 1, "y", "z")) == "a.yaml:5"


def test_a_value_that_is_not_there_has_the_line_of_what_holds_it() -> None:
    document, _ = parsed("a: 1\nlist:\n  - x: 1\n")

    assert str(document.where("list", 0, "name")) == "a.yaml:3"
    assert str(document.where("list", 7)) == "a.yaml:2"
    assert str(document.where("nothing")) == "a.yaml:1"


def test_a_key_that_stands_twice_is_a_problem_with_both_lines() -> None:
    _, problems = parsed("name: a\ntier: A\nname: b\n")

    assert problems == ["a.yaml:3: key 'name' stands here twice, first in line 1; keep one"]


def test_broken_yaml_is_a_problem_with_its_line() -> None:
    problems = Problems()
    text = "outlets:\n  - {id: a, name: [b}\n"

    assert parse_yaml(text, path="a.yaml", relative="a.yaml", folder=0, problems=problems) is None
    assert str(problems.errors[0]).startswith("a.yaml:2: not valid YAML: ")


def test_aliases_and_tags_are_refused() -> None:
    _, aliases = parsed("a: &x [1]\nb: *x\n")
    _, tags = parsed("a: !python/object:os.system [ls]\n")

    assert "anchors and aliases" in aliases[0]
    assert tags == ["a.yaml:1: tag '!python/object:os.system' is not used here; remove it"]


def test_an_alias_inside_its_own_anchor_ends() -> None:
    _, problems = parsed("a: &x [*x]\n")

    assert len(problems) == 1


def test_a_key_must_be_a_word() -> None:
    document, problems = parsed("[a, b]: 1\nc: 2\n")

    assert document.value == {"c": 2}
    assert problems == ["a.yaml:1: a key must be a word; put it in quotes"]
