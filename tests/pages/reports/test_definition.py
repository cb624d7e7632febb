"""How a report is put together is data, and checked at the door."""

from pathlib import Path

import pytest
import yaml

from core.errors import ConfigError
from reports.definition import ALL_FORMATS, ALL_SECTIONS, ReportDefinition, report_definition
from reports.formats.table import FILE_FORMATS, HTML
from reports.sections import SECTIONS

CONFIG = Path(__file__).parents[3] / "config" / "reports"


def test_what_a_file_does_not_say_keeps_its_usual_value() -> None:
    assert report_definition({"top_stories": 3}, "x.yaml") == ReportDefinition(top_stories=3)


def test_every_problem_is_named_with_its_file() -> None:
    with pytest.raises(ConfigError) as caught:
        report_definition({"tops": 3, "items_a_page": 0}, "x.yaml")

    assert len(caught.value.problems) == 2
    assert all(problem.startswith("x.yaml: ") for problem in caught.value.problems)


def test_an_unknown_section_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(ConfigError, match=r"no section 'weather'.*quality"):
        report_definition({"sections": ["weather"]}, "x.yaml")


def test_something_that_is_no_mapping_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"x\.yaml"):
        report_definition(["quality"], "x.yaml")


@pytest.mark.parametrize("file", sorted(CONFIG.glob("*.yaml")), ids=lambda f: f.name)
def test_the_definitions_we_ship_are_sound(file: Path) -> None:
    definition = report_definition(yaml.safe_load(file.read_text(encoding="utf-8")), file.name)

    assert set(definition.sections) <= set(ALL_SECTIONS)


def test_the_files_we_ship_hold_every_section_in_its_usual_order() -> None:
    month = yaml.safe_load((CONFIG / "month.yaml").read_text(encoding="utf-8"))

    assert report_definition(month, "month.yaml") == ReportDefinition()


def test_a_line_of_names_stands_for_a_list_which_an_overlay_could_only_lengthen() -> None:
    definition = report_definition({"sections": "league, method", "formats": "html,pdf"}, "x.yaml")

    assert definition.sections == ("league", "method")
    assert definition.formats == ("html", "pdf")


def test_an_unknown_format_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(ConfigError, match=r"formats: no format 'odt'; there are html, pdf"):
        report_definition({"formats": ["odt"]}, "x.yaml")


def test_every_format_and_section_that_can_be_named_is_written() -> None:
    assert set(ALL_FORMATS) == {HTML, *FILE_FORMATS}
    assert tuple(SECTIONS) == ALL_SECTIONS
