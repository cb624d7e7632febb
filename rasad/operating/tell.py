"""Tells people outside: one text to every channel that config/operations.yaml names."""

from collections.abc import Sequence
from pathlib import Path

import structlog

from core.errors import InputError, RasadError
from core.operations import Operations
from notify.bots import send_to_bot
from notify.mail import send_mail
from rasad.home import Home

log = structlog.get_logger()


def tell(operations: Operations, home: Home, *, subject: str, text: str) -> Sequence[str]:
    """Send to all; why some could not be reached. One channel that fails keeps no other from its message."""
    failures = []
    if operations.mail:
        mail = operations.mail
        try:
            password = read_secret(home, mail.password_file) if mail.password_file else None
            send_mail(mail, password, subject=subject, text=text)
        except RasadError as error:
            failures.append(str(error))
    for bot in operations.bots:
        try:
            send_to_bot(bot, read_secret(home, bot.token_file), f"{subject}\n\n{text}")
        except RasadError as error:
            failures.append(str(error))
    for failure in failures:
        log.error("a message could not be sent", why=failure)
    return failures


def has_channels(operations: Operations) -> bool:
    return operations.mail is not None or bool(operations.bots)


def read_secret(home: Home, name: str) -> str:
    """A password or token in a file of its own; raises InputError that names the file only."""
    path = home.folder / name
    try:
        secret = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise InputError(
            f"{path}: the secret cannot be read: {error.strerror}; see who owns the file"
        ) from error
    if not secret:
        raise InputError(f"{path}: the file is empty; put the password or token into it")
    return secret


def secret_files(operations: Operations, home: Home) -> list[Path]:
    """Every file that holds a secret by the configuration."""
    named = [
        operations.backup.key_file,
        operations.mail.password_file if operations.mail else None,
        *(bot.token_file for bot in operations.bots),
    ]
    return [home.folder / name for name in named if name]
