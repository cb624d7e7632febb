"""What the looks at agencies' own sites found beside their age: broken links, and certificates that end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.agencies import Agency
from core.calendar import jalali_instant_words
from core.coverage import CERTIFICATE_WARNING, Probe
from reports.facts import Facts
from reports.numbers import ListBook, Number, agency_id
from reports.persian import count_text, day_text, of_text, percent_text

LOOK = "سرزدن"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteTrouble:
    """One own site with broken links in its sample, or with a certificate that ends soon or has ended."""

    agency_id: str
    agency: str
    broken: Number
    sampled: Number
    """Looks that followed a sample of links, and those of them that met a broken one."""
    share_text: str
    """Of all links that were tried; a dash where none was."""
    certificate: str
    """Until when, and what to do; empty when it lasts or the site showed none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteChecks:
    """Sites with trouble, the worst first, and how many were looked at and had none."""

    troubled: tuple[SiteTrouble, ...]
    sound: Number


def site_checks(facts: Facts, lists: ListBook, looks: Mapping[str, Sequence[Probe]]) -> SiteChecks:
    """Of the looks at each own site, by outlet; sites of which nothing of the kind is known are left out."""
    troubled: list[tuple[float, SiteTrouble]] = []
    sound = []
    for agency in facts.agencies:
        checked = [p for p in looks.get(agency.own_outlet or "", ()) if p.tried_links or p.certificate_ends]
        if not checked:
            continue
        share, row = _trouble(facts, lists, agency, checked)
        if row.broken.value or row.certificate:
            troubled.append((share, row))
        else:
            sound.append(f"{agency.name}: {_certificate_line(checked)}")
    return SiteChecks(
        troubled=tuple(row for _, row in sorted(troubled, key=lambda one: (-one[0], one[1].agency))),
        sound=lists.count(
            "sound-sites", "سایت‌هایی که پیوند شکسته یا گواهی رو به پایانی نداشتند", sound, unit="سایت"
        ),
    )


def _trouble(
    facts: Facts, lists: ListBook, agency: Agency, checked: Sequence[Probe]
) -> tuple[float, SiteTrouble]:
    sampled = [p for p in checked if p.tried_links]
    tried, broken = sum(p.tried_links or 0 for p in sampled), sum(p.broken_links or 0 for p in sampled)
    share = broken / tried if tried else 0.0
    own = agency_id(agency.key)
    return share, SiteTrouble(
        agency_id=own,
        agency=agency.name,
        broken=lists.count(
            f"broken-links-{own}",
            f"سایت {agency.name}: سرزدن‌هایی که پیوند شکسته دید",
            (_sample_line(p) for p in sampled if p.broken_links),
            unit=LOOK,
        ),
        sampled=lists.count(
            f"sampled-links-{own}",
            f"سایت {agency.name}: سرزدن‌هایی که نمونهٔ پیوندها را آزمود",
            map(_sample_line, sampled),
            unit=LOOK,
        ),
        share_text=f"{percent_text(share)} ({of_text(broken, tried)})" if tried else "—",
        certificate=_certificate(checked, facts.inputs.as_of),
    )


def _sample_line(probe: Probe) -> str:
    broken = of_text(probe.broken_links or 0, probe.tried_links or 0)
    return f"{jalali_instant_words(probe.at)}: {broken} پیوند نمونه شکسته"


def _last_end(checked: Sequence[Probe]) -> datetime | None:
    """As the site showed it last: certificates are renewed."""
    shown = [p for p in checked if p.certificate_ends is not None]
    return max(shown, key=lambda p: p.at).certificate_ends if shown else None


def _certificate(checked: Sequence[Probe], now: datetime) -> str:
    ends = _last_end(checked)
    if ends is None or ends - now > CERTIFICATE_WARNING:
        return ""
    if ends <= now:
        return f"در {day_text(ends)} به پایان رسید"
    return f"{count_text((ends - now).days)} روز دیگر، در {day_text(ends)}، به پایان می‌رسد"


def _certificate_line(checked: Sequence[Probe]) -> str:
    ends = _last_end(checked)
    return f"گواهی تا {day_text(ends)}" if ends else "بی پیوند شکسته"
