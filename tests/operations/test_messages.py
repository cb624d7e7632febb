"""Alarms reach people by e-mail and by bots, once, and no token is ever seen."""

import email
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from email import policy
from pathlib import Path

import pytest
import structlog

from core.errors import InputError
from core.operations import AlarmRules, Bot, BotKind, Mail, Operations
from notify.bots import LONGEST, send_to_bot
from rasad.logs import set_up_logs
from rasad.operating.secrets_in_logs import clean_text
from rasad.operating.tell import read_secret, tell
from rasad.operating.watch import warnings, watch
from rasad.wiring import Office, no_progress
from storage.job_runs import claim_job_run, finish_job_run
from storage.store_items import store_items
from tests.operations.fakes import BotApi, MailServer, bot_api, mail_server
from tests.operations.year_world import published_on
from tests.story.round_office import AFTER

TOKEN = "123456789:AAFake-Token_of-a_bot-0123456789"
NOW = AFTER


@pytest.fixture
def api() -> Iterator[BotApi]:
    with bot_api() as running:
        yield running


@pytest.fixture
def post() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


def _bot(api: BotApi, kind: BotKind = BotKind.BALE) -> Bot:
    return Bot(kind=kind, chat="4242", token_file="bot.token", base_url=api.address)


def _office(office: Office, operations: Operations) -> Office:
    (office.home.folder / "bot.token").write_text(f"{TOKEN}\n", encoding="ascii")
    return Office(
        home=office.home,
        methodology=replace(office.methodology, operations=operations),
        database=office.database,
    )


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (BotKind.BALE, f"/bot{TOKEN}/sendMessage"),
        (BotKind.TELEGRAM, f"/bot{TOKEN}/sendMessage"),
        (BotKind.EITAA, f"/api/{TOKEN}/sendMessage"),
    ],
)
def test_each_messenger_is_asked_in_its_own_form(api: BotApi, kind: BotKind, path: str) -> None:
    send_to_bot(_bot(api, kind), TOKEN, "دیسک پر می‌شود")

    assert api.paths == [path]
    assert api.messages == [{"chat_id": "4242", "text": "دیسک پر می‌شود"}]


def test_a_long_text_is_cut_to_what_messengers_take(api: BotApi) -> None:
    send_to_bot(_bot(api), TOKEN, "آ" * 9000)

    assert len(api.messages[0]["text"]) == LONGEST


def test_a_refusal_says_why_and_not_the_token(api: BotApi) -> None:
    api.status, api.answer = 403, {"ok": False, "description": "bot was blocked by the user"}

    with pytest.raises(InputError) as refused:
        send_to_bot(_bot(api), TOKEN, "سلام")
    assert "403 bot was blocked by the user" in str(refused.value)
    assert TOKEN not in str(refused.value)


def test_an_answer_that_says_not_ok_is_a_refusal(api: BotApi) -> None:
    api.answer = {"ok": False, "description": "chat not found"}

    with pytest.raises(InputError, match="chat not found"):
        send_to_bot(_bot(api), TOKEN, "سلام")


def test_a_bot_follows_no_redirect_to_another_host(api: BotApi) -> None:
    with bot_api() as elsewhere:
        api.status, api.redirect = 307, f"{elsewhere.address}/bot{TOKEN}/sendMessage"
        with pytest.raises(InputError):
            send_to_bot(_bot(api), TOKEN, "سلام")

        assert elsewhere.paths == []


def test_a_messenger_that_is_away_is_named_without_its_address() -> None:
    bot = Bot(kind=BotKind.TELEGRAM, chat="1", token_file="t", base_url="http://127.0.0.1:9")

    with pytest.raises(
        InputError, match="telegram, chat 1, was not taken: ConnectionRefusedError"
    ) as refused:
        send_to_bot(bot, TOKEN, "سلام")
    assert TOKEN not in repr(refused.value.__cause__) + str(refused.value)


def test_a_mail_reaches_everybody_with_its_persian_words(office: Office, post: MailServer) -> None:
    mail = Mail(
        host="127.0.0.1",
        port=post.port,
        sender="rasad@example.ir",
        to=("a@example.ir", "b@example.ir"),
        start_tls=False,
    )
    failures = tell(Operations(mail=mail), office.home, subject="رصد: هشدار", text="دیسک پر می‌شود")

    [sent] = [email.message_from_bytes(one, policy=policy.default) for one in post.mails]
    assert failures == []
    assert (sent["Subject"], sent["To"]) == ("رصد: هشدار", "a@example.ir, b@example.ir")
    assert "دیسک پر می‌شود" in sent.get_content()


def test_one_channel_that_fails_keeps_no_other_from_its_message(
    office: Office, post: MailServer, api: BotApi
) -> None:
    post.refuses = True
    mail = Mail(host="127.0.0.1", port=post.port, sender="r@e.ir", to=("a@e.ir",), start_tls=False)
    working = _office(office, Operations(mail=mail, bots=(_bot(api),)))

    [failure] = tell(working.methodology.operations, working.home, subject="هشدار", text="…")
    assert "did not take the message" in failure
    assert len(api.messages) == 1


def _full_disk(api: BotApi) -> Operations:
    return Operations(alarms=AlarmRules(free_gib=10.0**9), bots=(_bot(api),))


def test_an_alarm_is_told_once_and_again_after_a_day(office: Office, api: BotApi) -> None:
    working = _office(office, _full_disk(api))
    for hours in (0, 1, 5, 23, 24, 25):
        watch(working, NOW, NOW + timedelta(hours=hours), no_progress)

    assert len(api.messages) == 2
    assert "فضای دیسک رو به پایان است" in api.messages[0]["text"]


def test_the_end_of_an_alarm_is_told_too(office: Office, api: BotApi) -> None:
    watch(_office(office, _full_disk(api)), NOW, NOW, no_progress)
    later = NOW + timedelta(hours=1)
    watch(_office(office, Operations(bots=(_bot(api),))), later, later, no_progress)

    told = [message["text"] for message in api.messages]
    assert len(told) == 2
    assert "رفع هشدار" in told[1] or "هشدار" in told[1]


def test_what_nobody_heard_is_told_at_the_next_look(office: Office, api: BotApi) -> None:
    working = _office(office, _full_disk(api))
    api.status = 500
    with pytest.raises(InputError):
        watch(working, NOW, NOW, no_progress)
    api.status = 200
    watch(working, NOW, NOW + timedelta(hours=1), no_progress)

    assert len(api.messages) == 2


def _failed(office: Office, job: str, due: datetime) -> None:
    with office.database.begin() as connection:
        claim_job_run(connection, job, due, due)
        finish_job_run(connection, job, due, now=due, outcome="StorageError: the disk is full")


def test_a_failed_run_is_an_alarm_until_a_newer_one_ended_well(office: Office) -> None:
    _failed(office, "crawl", NOW)
    assert [one.kind for one in warnings(office, NOW) if one.kind.startswith("job")] == ["job crawl"]

    later = NOW + timedelta(days=1)
    with office.database.begin() as connection:
        claim_job_run(connection, "crawl", later, later)
        finish_job_run(connection, "crawl", later, now=later, outcome="done")
    assert [one for one in warnings(office, later) if one.kind.startswith("job")] == []


def test_low_coverage_and_a_backlog_are_alarms(office: Office) -> None:
    few = replace(office.methodology.operations, alarms=AlarmRules(least_coverage=1.0, backlog_items=1))
    strict = _office(office, few)
    with office.database.begin() as connection:
        store_items(connection, list(published_on(date(2025, 10, 22))))
        connection.exec_driver_sql(
            "UPDATE source_day SET answered = false WHERE source = 'khazan-feed' AND day = '2025-10-22'"
        )

    kinds = {one.kind for one in warnings(strict, datetime.fromisoformat("2025-10-23T09:00+03:30"))}
    assert {"coverage", "backlog"} <= kinds


def test_an_alarm_names_what_people_know(office: Office) -> None:
    _failed(office, "crawl", NOW)
    with office.database.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE source_day SET suspect = '3 new items where at most 2 are expected'"
            " WHERE source = 'khazan-feed' AND day = '2025-10-22'"
        )
    said = {one.kind: one.said for one in warnings(office, datetime.fromisoformat("2025-10-23T05:00+03:30"))}

    assert "کار «خزش شبانه»" in said["job crawl"]
    assert "خزان" in said["sources khazan-feed"]
    assert "khazan-feed" not in said["sources khazan-feed"]


@pytest.mark.parametrize(
    "text",
    [
        f"could not open https://tapi.bale.ai/bot{TOKEN}/sendMessage",
        "https://eitaayar.ir/api/bot99887:a1b2c3d4e5f6a7b8/sendMessage",
        "postgresql+psycopg://rasad:s3cret-Word@db.example/rasad",
        "password=s3cret-Word and more",
        f"token: {TOKEN}",
    ],
)
def test_no_secret_survives_in_a_text(text: str) -> None:
    cleaned = clean_text(text)

    assert TOKEN not in cleaned
    assert "s3cret-Word" not in cleaned
    assert "a1b2c3d4e5f6a7b8" not in cleaned


@pytest.mark.parametrize("as_json", [True, False])
def test_no_secret_reaches_a_log_not_even_by_an_exception(
    as_json: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    set_up_logs(as_json=as_json)
    log = structlog.get_logger()
    try:
        raise OSError(f"https://api.telegram.org/bot{TOKEN}/sendMessage is away")
    except OSError:
        log.exception("sending failed", bot_token="plain-words", settings={"password": "s3cret-Word"})
    log.info("opened", url="postgresql+psycopg://rasad:s3cret-Word@db/rasad", done=3)

    for secret in (TOKEN, "plain-words", "s3cret-Word"):
        assert secret not in written.getvalue()
    assert "sending failed" in written.getvalue()
    assert "3" in written.getvalue()


def test_a_secret_that_cannot_be_read_names_its_file_only(office: Office, tmp_path: Path) -> None:
    (office.home.folder / "empty").write_text("\n", encoding="ascii")

    with pytest.raises(InputError, match="the file is empty"):
        read_secret(office.home, "empty")
    with pytest.raises(InputError, match="cannot be read"):
        read_secret(office.home, str(tmp_path / "nothing"))
