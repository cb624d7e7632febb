"""The sites of the newsroom: which family of pages each shows, and how each treats its texts."""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, TypeAdapter

from core.agencies import AgencyKey
from core.calendar import tehran_day
from newsroom.jalali import read_day

DEFAULT_BASE_PORT = 18401
"""The port of the first site in config/provinces/semnan-sample/outlets.yaml."""

_SITES_FILE = Path(__file__).parent / "sites.yaml"

# YAML reads 1404-08-15 as a Gregorian day of the year 1404, whose text is again what was written.
JalaliDay = Annotated[date, BeforeValidator(lambda written: read_day(str(written)))]


def _read_agency(written: object) -> AgencyKey:
    return written if isinstance(written, AgencyKey) else AgencyKey.parse(str(written))


WrittenAgency = Annotated[AgencyKey, BeforeValidator(_read_agency)]
Template = Literal["nastooh", "iransamaneh", "raak", "wordpress"]
DateStyle = Literal["iso", "words-time", "words-latin", "long-words", "numbers", "arabic-digits", "weekday"]
Orthography = Literal[
    "arabic-letters",
    "mixed-arabic-letters",
    "spaced-zwnj",
    "glued-zwnj",
    "double-spaces",
    "non-breaking-spaces",
]
FeedKind = Literal["none", "rss", "rss-jalali", "atom"]


class Outage(BaseModel):
    """Days, first and last included, on which a site does not give its pages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: JalaliDay
    until: JalaliDay
    answer: Literal[503, "hang-up"]

    lasts: bool = False
    """The site does not come back: what it publishes meanwhile is never seen."""

    def holds_at(self, now: datetime) -> bool:
        return self.since <= tehran_day(now) <= self.until


class Site(BaseModel):
    """One site; its `id` is the id of the outlet in the sample profile."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    id: str
    name: str
    template: Template
    date_style: DateStyle
    byline: str
    reprint_byline: str = ""
    orthography: tuple[Orthography, ...] = ()
    dateline: bool = False
    agency: WrittenAgency | None = None
    feed: FeedKind = "none"
    tail: tuple[str, ...] = ()
    outage: Outage | None = None


@cache
def load_sites() -> dict[str, Site]:
    """All sites by id, in the order of their ports."""
    written = yaml.safe_load(_SITES_FILE.read_text(encoding="utf-8"))
    return {site.id: site for site in TypeAdapter(list[Site]).validate_python(written)}


def port_of(site_id: str, base_port: int) -> int:
    """The port on which a site is served."""
    return base_port + list(load_sites()).index(site_id)


def root_of(site_id: str, base_port: int) -> str:
    """The address of a site without a slash at its end."""
    return f"http://127.0.0.1:{port_of(site_id, base_port)}"
