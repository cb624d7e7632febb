"""Takes secrets out of log lines: passwords, tokens, and whatever is named like a secret."""

import re
from collections.abc import MutableMapping
from typing import Any

HIDDEN = "***"
_NAMES = re.compile(r"password|passwd|token|secret|api_?key|authorization|cookie", re.IGNORECASE)
_IN_TEXT = (
    # user:password@host
    (re.compile(r"(://[^:/@\s]+:)[^@/\s]+(?=@)"), rf"\1{HIDDEN}"),
    # the tokens in addresses of bots
    (re.compile(r"(/bot)[^/\s]{6,}"), rf"\1{HIDDEN}"),
    (re.compile(r"(/api/)[A-Za-z0-9:_-]{12,}(?=/send)"), rf"\1{HIDDEN}"),
    (re.compile(r"\b[0-9]{6,12}:[A-Za-z0-9_-]{20,}"), HIDDEN),
    (re.compile(r"(?i)\b((?:password|token|secret)\s*[=:]\s*)[^\s,;'\"}]+"), rf"\1{HIDDEN}"),
)


def without_secrets(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A step of structlog: every value of a line, exceptions included, without what must not be read."""
    for key, value in event.items():
        event[key] = HIDDEN if _NAMES.search(key) and value is not None else _clean(value)
    return event


def _clean(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: HIDDEN if _NAMES.search(str(key)) else _clean(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(each) for each in value]
    return clean_text(value) if isinstance(value, str) else value


def clean_text(text: str) -> str:
    """A text without passwords and tokens."""
    for pattern, replacement in _IN_TEXT:
        text = pattern.sub(replacement, text)
    return text
