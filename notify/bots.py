"""Bots of Bale, Eitaa and Telegram through one adapter: a text into a chat."""

import json
from email.message import Message as Headers
from http.client import HTTPException
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from core.errors import InputError
from core.operations import Bot, BotKind

BASE_URLS = {
    BotKind.BALE: "https://tapi.bale.ai",
    BotKind.EITAA: "https://eitaayar.ir",
    BotKind.TELEGRAM: "https://api.telegram.org",
}
SECONDS = 20.0
LONGEST = 4000
"""Letters in one message: all three cut or refuse above 4,096."""
_MOST_ANSWER_BYTES = 64 * 1024


def send_to_bot(bot: Bot, token: str, text: str) -> None:
    """Post a text; raises InputError that says why it was refused, without the token."""
    body = json.dumps({"chat_id": bot.chat, "text": text[:LONGEST]}, ensure_ascii=False).encode()
    request = Request(  # noqa: S310 - the address is one of ours or the office's own
        _address(bot, token), body, {"Content-Type": "application/json; charset=utf-8"}, method="POST"
    )
    try:
        with _opener().open(request, timeout=SECONDS) as answer:
            said = json.loads(answer.read(_MOST_ANSWER_BYTES))
    except HTTPError as error:
        with error:
            said = _refusal(error.read(_MOST_ANSWER_BYTES))
        raise InputError(_failed(bot, f"{error.code} {said}".strip())) from None
    except (URLError, OSError, HTTPException, ValueError) as error:
        # The error of a library may hold the address, and the address holds the token.
        raise InputError(_failed(bot, type(getattr(error, "reason", error)).__name__)) from None
    if not (isinstance(said, dict) and said.get("ok") is True):
        raise InputError(_failed(bot, str(said.get("description", "")) if isinstance(said, dict) else ""))


def _address(bot: Bot, token: str) -> str:
    base = (bot.base_url or BASE_URLS[bot.kind]).rstrip("/")
    # Eitaa's way in has the token after `api`; the others speak Telegram's form.
    way = f"api/{token}" if bot.kind is BotKind.EITAA else f"bot{token}"
    return f"{base}/{way}/sendMessage"


def _opener() -> OpenerDirector:
    """Goes to the configured host and nowhere else: through no proxy, after no redirect."""
    return build_opener(ProxyHandler({}), _NoRedirect())


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Headers, newurl: str
    ) -> None:
        return None


def _refusal(answer: bytes) -> str:
    try:
        return str(json.loads(answer).get("description", ""))
    except (ValueError, AttributeError):
        return ""


def _failed(bot: Bot, why: str) -> str:
    return (
        f"the message to {bot.kind.value}, chat {bot.chat}, was not taken: {why or 'no reason given'}; "
        "see the token's file, the chat, and that the bot is a member of it"
    )
