"""Operations: how an installation is backed up, cleaned and watched, and whom it tells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRules:
    """Where nightly backups go and how many stay."""

    folder: str = "backups"
    """Inside the home unless it is an absolute path; another disk is better."""
    keep: int = 14
    key_file: str | None = None
    """The file of the key that backups are encrypted with; None leaves them readable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRules:
    """How long what is bulky stays; the evidence of published rounds stays for ever."""

    raw_page_months: int = 24
    job_run_days: int = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRules:
    """From when on a person is told."""

    free_gib: float = 2.0
    least_coverage: float = 0.7
    """The share of yesterday's watched sources that answered."""
    backlog_items: int = 5000
    """Texts that wait to be read by the machine."""
    certificate_days: int = 21
    certificates: tuple[str, ...] = ()
    """`host:port` of our own web addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """The office's mail server."""

    host: str
    sender: str
    to: tuple[str, ...]
    port: int = 587
    start_tls: bool = True
    user: str | None = None
    password_file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinMail:
    """Who gets bulletins by e-mail, beside their pages in the application."""

    daily: tuple[str, ...] = ()
    weekly: tuple[str, ...] = ()
    """These get the digest of every agency."""
    agencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the key of an agency: who gets its own weekly digest."""


class BotKind(StrEnum):
    """Messengers whose bots we speak to."""

    BALE = "bale"
    EITAA = "eitaa"
    TELEGRAM = "telegram"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """One bot that posts into one chat; its token stands in a file of its own."""

    kind: BotKind
    chat: str
    token_file: str
    base_url: str | None = None
    """Another address of the same API: a relay, or a test's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operations:
    """What config/operations.yaml says."""

    backup: BackupRules = field(default_factory=BackupRules)
    retention: RetentionRules = field(default_factory=RetentionRules)
    alarms: AlarmRules = field(default_factory=AlarmRules)
    mail: Mail | None = None
    bots: tuple[Bot, ...] = ()
    bulletins: BulletinMail = field(default_factory=BulletinMail)
