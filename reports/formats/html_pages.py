"""The pages of a report as text: templates filled with records, everything escaped."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reports.charts import strip_chart, trend_chart
from reports.excerpts import excerpt
from reports.formats.report_file import ReportFile
from reports.items import ItemView
from reports.month import MonthReport
from reports.numbers import ItemList
from reports.persian import chart_text, count_text
from reports.words import SECTION_TITLES

_TEMPLATES = Path(__file__).parents[1] / "templates"


def report_pages(report: MonthReport, *, files: Sequence[ReportFile] = ()) -> Iterator[tuple[str, str]]:
    """Every page with its path below the report's folder, the front page first; it links the other files."""
    yield "index.html", _page("index.html", root="", report=report, titles=SECTION_TITLES, files=files)
    for agency in report.agencies:
        path = f"agencies/{agency.id}.html"
        yield path, _page("agency.html", root="../", heading=report.heading, agency=agency)
    for item_list in report.lists.values():
        yield from _list_pages(report, item_list)
    for item in report.items.values():
        yield f"items/{item.id}.html", item_page(item, root="../", back="../index.html")


def item_page(item: ItemView, *, root: str, back: str) -> str:
    """One item in full; `root` leads to the folder that holds static/ and items/, `back` to the report."""
    return _page("item.html", root=root, back=back, item=item)


def page_environment(*folders: Path) -> Environment:
    """Templates that escape everything; those in `folders` may extend the report's own."""
    environment = Environment(
        loader=FileSystemLoader([*folders, _TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(strip_chart=strip_chart, trend_chart=trend_chart, excerpt=excerpt)
    environment.filters["chart_text"] = chart_text
    return environment


def _list_pages(report: MonthReport, item_list: ItemList) -> Iterator[tuple[str, str]]:
    """Long lists are cut into pages; the first keeps the name the numbers link to."""
    size = report.items_a_page
    starts = range(0, item_list.size, size) or [0]
    names = [_list_name(item_list.id, number) for number in range(1, len(starts) + 1)]
    for place, (name, start) in enumerate(zip(names, starts, strict=True)):
        yield (
            f"lists/{name}",
            _page(
                "list.html",
                root="../",
                heading=report.heading,
                list=item_list,
                count=count_text(item_list.size),
                items=[report.items[item_id] for item_id in item_list.item_ids[start : start + size]],
                lines=item_list.lines[start : start + size],
                first=start + 1,
                pages=[(count_text(number), name) for number, name in enumerate(names, start=1)],
                place=place,
            ),
        )


def _list_name(list_id: str, number: int) -> str:
    return f"{list_id}.html" if number == 1 else f"{list_id}--{number}.html"


def _page(template: str, **values: object) -> str:
    return _environment().get_template(template).render(values)


@cache
def _environment() -> Environment:
    return page_environment()
