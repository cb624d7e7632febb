"""Bulletins reach those the office names, once, also when a server was away at first."""

import email
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage

import pytest

from core.errors import InputError
from core.operations import BulletinMail, Mail, Operations
from rasad.operating.works import daily_bulletin, weekly_bulletin
from rasad.wiring import Office, no_progress
from tests.operations.fakes import MailServer, mail_server
from tests.story.round_office import DAY, GAS, MEHR

NOW = MEHR.start + 3 * DAY + DAY / 2


@pytest.fixture
def post() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


def _office(office: Office, post: MailServer, bulletins: BulletinMail) -> Office:
    mail = Mail(host="127.0.0.1", port=post.port, sender="rasad@e.ir", to=("alarm@e.ir",), start_tls=False)
    operations = Operations(mail=mail, bulletins=bulletins)
    return replace(office, methodology=replace(office.methodology, operations=operations))


def _mails(post: MailServer) -> list[EmailMessage]:
    return [email.message_from_bytes(one, policy=policy.default) for one in post.mails]


def test_the_clip_book_reaches_each_address_as_text_and_as_html(office: Office, post: MailServer) -> None:
    working = _office(office, post, BulletinMail(daily=("a@e.ir", "b@e.ir")))
    daily_bulletin(working, NOW, NOW, no_progress)
    mails = _mails(post)

    assert [one["To"] for one in mails] == ["a@e.ir", "b@e.ir"]
    for kind in ("plain", "html"):
        body = mails[0].get_body((kind,))
        assert body is not None
        assert "گزارش" in body.get_content()


def test_an_agency_gets_its_own_digest_and_the_office_gets_all(office: Office, post: MailServer) -> None:
    rules = BulletinMail(weekly=("all@e.ir",), agencies={str(GAS): ("gas@e.ir",)})
    weekly_bulletin(_office(office, post, rules), NOW, NOW, no_progress)
    subjects = {
        to: [one["Subject"] for one in _mails(post) if one["To"] == to] for to in ("all@e.ir", "gas@e.ir")
    }

    assert len(subjects["gas@e.ir"]) == 1
    assert len(subjects["all@e.ir"]) > 1
    assert set(subjects["gas@e.ir"]) < set(subjects["all@e.ir"])


def test_a_run_that_is_tried_again_sends_what_was_not_taken_and_nothing_twice(
    office: Office, post: MailServer
) -> None:
    working = _office(office, post, BulletinMail(daily=("a@e.ir",)))
    post.refuses = True
    with pytest.raises(InputError, match=r"to a@e\.ir: the mail server"):
        daily_bulletin(working, NOW, NOW, no_progress)
    post.refuses = False
    daily_bulletin(working, NOW, NOW, no_progress)
    daily_bulletin(working, NOW, NOW, no_progress)

    assert [one["To"] for one in _mails(post)] == ["a@e.ir"]


def test_without_a_word_about_bulletins_none_is_sent(office: Office, post: MailServer) -> None:
    daily_bulletin(_office(office, post, BulletinMail()), NOW, NOW, no_progress)

    assert post.mails == []
