"""Bulletins by e-mail: each address gets each bulletin once, also when a run is tried again."""

from collections.abc import Sequence
from dataclasses import replace

from core.errors import InputError, RasadError
from core.methodology import Profile
from core.operations import BulletinMail, Mail
from notify.mail import send_mail
from rasad.operating.tell import read_secret
from rasad.reporting.bulletins import WrittenBulletin
from rasad.wiring import Office
from reports.bulletin import BulletinKind

SENT = "sent.txt"
"""In a bulletin's folder: the addresses whose mail was taken, one a line."""


def send_bulletins(
    office: Office, profile: Profile, kind: BulletinKind, written: Sequence[WrittenBulletin]
) -> int:
    """Send to whom config/operations.yaml names; how many mails. Raises InputError with all that failed."""
    rules, mail = office.methodology.operations.bulletins, office.methodology.operations.mail
    if mail is None:
        return 0
    password = read_secret(office.home, mail.password_file) if mail.password_file else None
    failures: list[str] = []
    count = 0
    for one in written:
        for address in _not_sent(one, _addresses(rules, kind, one)):
            try:
                _send(one, mail, password, address)
            except RasadError as error:
                failures.append(f"{one.folder.name} to {address}: {error}")
            else:
                count += 1
    if failures:
        # The job is tried again later, and then only these are sent.
        raise InputError("; ".join(failures))
    return count


def _addresses(rules: BulletinMail, kind: BulletinKind, one: WrittenBulletin) -> Sequence[str]:
    if kind is BulletinKind.DAILY:
        return rules.daily
    own = rules.agencies.get(str(one.agency), ()) if one.agency else ()
    return list(dict.fromkeys((*rules.weekly, *own)))


def _not_sent(one: WrittenBulletin, addresses: Sequence[str]) -> list[str]:
    try:
        sent = (one.folder / SENT).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        sent = []
    return [address for address in addresses if address not in sent]


def _send(one: WrittenBulletin, mail: Mail, password: str | None, address: str) -> None:
    # One mail for each: nobody learns who else reads it, and one wrong address stops no other.
    to_one = replace(mail, to=(address,))
    send_mail(to_one, password, subject=one.mail.subject, text=one.mail.text, html=one.mail.html)
    with (one.folder / SENT).open("a", encoding="utf-8") as file:
        file.write(f"{address}\n")
