"""Findings: claims after corrections, the only thing that is counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.agencies import AgencyKey
from core.attributions import Role, ServiceReflection, Tone


class Basis(StrEnum):
    """Who stands behind a finding."""

    MACHINE = "machine"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """This item concerns this agency, as it will be counted."""

    item_id: int
    version_id: int
    agency: AgencyKey
    role: Role
    confidence: float
    basis: Basis
    own_site: bool
    topic: str | None = None
    service_reflection: ServiceReflection | None = None
    ceremonial: bool | None = None
    prominence: str | None = None
    criticism_needing_reply: bool | None = None
    tone: Tone | None = None
    """As a person said it; what the machine takes the tone for is only a hint and counts nowhere."""


def counted(findings: Sequence[Finding]) -> list[Finding]:
    """Those that enter a count: an actor whose place is known (codebook 1, rule 2: never guess)."""
    return [f for f in findings if f.role is Role.ACTOR and f.agency.province is not None]
