"""Operations from config/operations.yaml; an overlay replaces single keys of a part."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from core.operations import (
    AlarmRules,
    BackupRules,
    Bot,
    BotKind,
    BulletinMail,
    Mail,
    Operations,
    RetentionRules,
)
from rasad.load_config.folders import Documents
from rasad.load_config.problems import Problems
from rasad.load_config.shapes import Shape, read_shape

FILES = ("operations.yaml",)
_MailAddress = Annotated[str, StringConstraints(pattern=r"^[^\s@,;<>]+@[^\s@,;<>]+$")]
_Address = Annotated[str, StringConstraints(pattern=r"^[^\s:/]+:[0-9]+$")]


class BackupShape(Shape):
    """Where backups go and how many stay."""

    folder: str | None = None
    keep: int | None = Field(default=None, ge=1)
    key_file: str | None = None


class RetentionShape(Shape):
    """How long what is bulky stays."""

    raw_page_months: int | None = Field(default=None, ge=3)
    job_run_days: int | None = Field(default=None, ge=120)


class AlarmShape(Shape):
    """From when on a person is told."""

    free_gib: float | None = Field(default=None, ge=0)
    least_coverage: float | None = Field(default=None, ge=0, le=1)
    backlog_items: int | None = Field(default=None, ge=1)
    certificate_days: int | None = Field(default=None, ge=1)
    certificates: tuple[_Address, ...] | None = None


class MailShape(Shape):
    """The office's mail server."""

    host: str
    sender: str
    to: tuple[str, ...] = Field(min_length=1)
    port: int = Field(default=587, ge=1, le=65535)
    start_tls: bool = True
    user: str | None = None
    password_file: str | None = None


class BulletinsShape(Shape):
    """Who gets bulletins by e-mail."""

    daily: tuple[_MailAddress, ...] | None = None
    weekly: tuple[_MailAddress, ...] | None = None
    agencies: dict[str, tuple[_MailAddress, ...]] | None = None


class BotShape(Shape):
    """One bot and the chat it posts into."""

    kind: BotKind
    chat: str
    token_file: str
    base_url: str | None = None


class OperationsShape(Shape):
    """The keys of operations.yaml; what is left out keeps its value."""

    backup: BackupShape | None = None
    retention: RetentionShape | None = None
    alarms: AlarmShape | None = None
    mail: MailShape | None = None
    bulletins: BulletinsShape | None = None
    bots: tuple[BotShape, ...] | None = None


def read_operations(documents: Documents, problems: Problems) -> Operations:
    """The rules of all folders, the last word of each key; mail and bots are replaced whole."""
    parts: dict[str, dict[str, Any]] = {"backup": {}, "retention": {}, "alarms": {}, "bulletins": {}}
    mail: Mail | None = None
    bots: tuple[Bot, ...] = ()
    for document in documents.matching(*FILES):
        shape = read_shape(document.value or {}, OperationsShape, problems, document=document)
        if shape is None:
            continue
        given = shape.model_dump(exclude_none=True)
        for part, keys in parts.items():
            keys.update(given.get(part, {}))
        mail = Mail(**given["mail"]) if shape.mail else mail
        bots = tuple(Bot(**bot) for bot in given["bots"]) if shape.bots is not None else bots
        if shape.bulletins and mail is None:
            text = "bulletins are to be sent and no mail server is named; add 'mail' to operations.yaml"
            problems.error(document.where("bulletins"), text)
    return Operations(
        backup=BackupRules(**parts["backup"]),
        retention=RetentionRules(**parts["retention"]),
        alarms=AlarmRules(**parts["alarms"]),
        mail=mail,
        bulletins=BulletinMail(**parts["bulletins"]),
        bots=bots,
    )
