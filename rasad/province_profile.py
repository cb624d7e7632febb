"""A profile for a province nobody configured: it watches every agency that was named there."""

from collections.abc import Iterable

from core.agencies import LOCAL_LEVELS, Agency, AgencyKey
from core.findings import counted
from core.methodology import Methodology, Profile
from rasad.reporting.month_view import MonthView

GROUPS = {"provincial": "دستگاه‌های استانی", "local": "دستگاه‌های شهرستانی و شهری"}


def province_profile(methodology: Methodology, province: str, scheme: str, view: MonthView) -> Profile:
    """Every agency with a counted finding in the month, in two groups that are two tracks as well."""
    slug = next(p.slug for p in methodology.places.provinces if p.name == province)
    found = counted(view.findings_in(province))
    names = {claim.agency: claim.name for claims in view.claims.values() for claim in claims.attributions}
    agencies = sorted({finding.agency for finding in found}, key=str)
    return Profile(
        id=slug,
        name=f"استان {province}",
        province=province,
        sample=False,
        groups=GROUPS,
        tracks=GROUPS,
        agencies=tuple(_agency(key, names.get(key, str(key)), methodology) for key in agencies),
        scheme=scheme,
        watched_outlets=tuple(_outlets_seen(view)),
    )


def _agency(key: AgencyKey, name: str, methodology: Methodology) -> Agency:
    level = next(t.level for t in methodology.agency_types if t.slug == key.type)
    group = "local" if level in LOCAL_LEVELS or key.county else "provincial"
    return Agency(key=key, name=name, group=group, track=group, scored=key.type != "governor-office")


def _outlets_seen(view: MonthView) -> Iterable[str]:
    """The outlets that gave items in the month: what they did not give, nobody knows."""
    return sorted({facts.outlet for facts in view.facts.values()})
