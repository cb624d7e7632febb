"""Templates of the application, filled with records; everything is escaped."""

from functools import cache
from pathlib import Path

from jinja2 import Environment

from core.digits import persian_digits
from reports.formats.html_pages import page_environment
from reports.persian import count_text, percent_text
from review.doors.access import Right
from review.menu import menu_of
from review.messages import ROLE_NAMES

_TEMPLATES = Path(__file__).parent / "templates"


def render(template: str, **values: object) -> str:
    return _environment().get_template(template).render(root="/", **values)


@cache
def _environment() -> Environment:
    environment = page_environment(_TEMPLATES)
    environment.filters.update(persian=persian_digits, count=count_text, percent=percent_text)
    environment.globals.update(Right=Right, role_names=ROLE_NAMES, menu_of=menu_of)
    return environment
