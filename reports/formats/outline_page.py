"""An outline as one web page: a bulletin or a book, without script, beside a small style sheet."""

from functools import cache

from jinja2 import Environment

from reports.formats.html_pages import page_environment
from reports.outline.records import Outline


def page_of(outline: Outline, template: str, *, root: str) -> str:
    """`root` leads to the folder of the style sheet."""
    return _environment().get_template(f"outline/{template}").render(root=root, outline=outline)


@cache
def _environment() -> Environment:
    return page_environment()
