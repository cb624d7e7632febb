"""The page that says why there is nothing to see; it needs nobody signed in."""

from core.digits import persian_digits
from review.messages import OTHER_STATUS, STATUS_MESSAGES
from review.templating import render


def message_page(status: int) -> str:
    title, explanation = STATUS_MESSAGES.get(status, OTHER_STATUS)
    shown = persian_digits(status)
    return render("message.html", who=None, title=title, explanation=explanation, status=shown)
