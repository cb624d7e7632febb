"""One message on several channels, each of which signs it with its own name, is one text."""

import pytest

from core.items import ItemText
from nlp.stories.fingerprint import fingerprint
from nlp.stories.signature import unsigned

MESSAGE = "آب روستای چنار فردا قطع است."


def post(body: str | None, title: str | None = None) -> ItemText:
    return ItemText(title=title, lead=None, body=body)


@pytest.mark.parametrize(
    "signature",
    [
        "@chenar_news",
        "🆔 @chenar_news\nhttps://t.me/chenar_news",
        "\nکانال رسمی شرکت آب | @abfa_chenar",
        "eitaa.com/chenar_news",
    ],
)
def test_messages_that_differ_by_their_signature_are_one_text(signature: str) -> None:
    signed, plain = post(f"{MESSAGE}\n{signature}"), post(MESSAGE)

    assert unsigned(signed) == plain
    assert fingerprint(signed).text_hash == fingerprint(plain).text_hash


@pytest.mark.parametrize(
    "body",
    [
        MESSAGE,
        "برای ثبت نام تا پایان هفته به نشانی https://a.example/sabt بروید و فرم را پر کنید.",
        f"@chenar_news\n{MESSAGE}",
        "https://a.example/1",
        None,
    ],
)
def test_what_says_something_stays(body: str | None) -> None:
    assert unsigned(post(body)) == post(body)


def test_a_post_whose_body_is_only_a_signature_is_its_title() -> None:
    assert unsigned(post("@chenar_news", title=MESSAGE)) == post(None, title=MESSAGE)
