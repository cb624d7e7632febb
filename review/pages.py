"""The application's own pages as text."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment

from core.digits import persian_digits
from reports.formats.html_pages import page_environment
from review.messages import FRONT_TITLE, NO_REPORTS, OTHER_STATUS, STATUS_MESSAGES
from review.written_reports import WrittenReport

_TEMPLATES = Path(__file__).parent / "templates"


def front_page(reports: Sequence[WrittenReport]) -> str:
    """The reports there are."""
    return _page("front.html", title=FRONT_TITLE, reports=reports, nothing=NO_REPORTS)


def message_page(status: int) -> str:
    """Why there is nothing to see."""
    title, explanation = STATUS_MESSAGES.get(status, OTHER_STATUS)
    return _page("message.html", title=title, explanation=explanation, status=persian_digits(status))


def _page(template: str, **values: object) -> str:
    return _environment().get_template(template).render(root="/", **values)


@cache
def _environment() -> Environment:
    return page_environment(_TEMPLATES)
