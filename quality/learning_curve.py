"""The learning curve: from no label at all to 300 corrected items, by the product's own path.

Run `python -m quality.learning_curve`. A new installation begins without anything that labels taught: the
weights of the role are what the codebook says (REASON), confidence is the precision once measured of each
class of links, and no model is there. The items of dev.jsonl are stored, attributed, and corrected in batches
as a careful analyst would, each claim accepted, rejected or set; after each batch `rasad learn` runs. Of
check.jsonl only totals are looked at. Ends with 1 when a step loses more than its bootstrap interval allows.
"""

import random
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import log
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from core.agencies import AgencyKey
from core.attributions import Attribution, Role
from core.items import Item, Origin
from core.users import UserRole
from nlp.lexicon import WEIGHTS
from nlp.understand import Understander
from quality.attribution_fit import REASON, calibration_error
from quality.gold import LabelledItem, gold_roles, item_text, reference_items, scored_key
from quality.shared import shared_or_leave
from rasad.auditing.corrections import Wish, record_decisions
from rasad.home import SHIPPED_CONFIG, Home
from rasad.learning.learn import learn
from rasad.understanding.attribute import attribute_new_versions
from rasad.wiring import Office, open_office
from storage.claims import current_claims
from storage.store_items import store_items
from storage.users import ensure_user

STEPS = (0, 50, 100, 200, 300)
DRAWS = 1000
SEED = 1404
READER = "reader"
BEGIN = datetime(2025, 10, 1, tzinfo=UTC)
# Precision of links by class, as measured by hand before anything was learned: all; with a province in the
# name; with an office; with neither.
ALL, PLACED, OFFICE, BARE = 0.86, 0.94, 0.91, 0.73

type Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Point:
    """What the product says of the items for checking, one row of counts for each."""

    right: Table
    said: Table
    true: Table
    claims: Sequence[Sequence[tuple[float, bool]]]
    """Of each item: confidence, and whether the readers agree."""

    def counted_f1(self, rows: NDArray[np.int64]) -> float:
        both = self.said[rows].sum() + self.true[rows].sum()
        return float(2 * self.right[rows].sum() / both) if both else 1.0

    def error(self, rows: NDArray[np.int64]) -> float:
        pairs = [pair for row in rows for pair in self.claims[row]]
        chances, agreed = (np.array(column, dtype=np.float64) for column in zip(*pairs, strict=True))
        return calibration_error(chances, agreed.astype(np.int64))


def main() -> int:
    shared = shared_or_leave("quality.learning_curve")
    dev, check = reference_items(shared, "dev"), reference_items(shared, "check")
    random.Random(SEED).shuffle(dev)
    with tempfile.TemporaryDirectory() as folder:
        office = _office_without_labels(Path(folder))
        stored = _store(office, dev)
        points = []
        for number, (before, until) in enumerate(zip((0, *STEPS), STEPS, strict=False)):
            now = BEGIN + number * timedelta(days=1)
            attribute_new_versions(office, now)
            if until:
                _correct(office, dev[before:until], stored[before:until], now)
                learn(office)
            points.append(_point(check, office.reader.understander))
        office.database.close()
    return _print(points)


def _office_without_labels(folder: Path) -> Office:
    """Its own weights replace every shipped one, so that nothing of the labels is left."""
    shipped = yaml.safe_load((SHIPPED_CONFIG / "lexicon" / f"{WEIGHTS}.yaml").read_text(encoding="utf-8"))
    base = _log_odds(ALL)
    priors = {"bias": base, "explicit-place": _log_odds(PLACED) - base, "office": _log_odds(OFFICE) - base}
    priors |= {
        name: _log_odds(BARE) - base for name in ("document-province", "document-county", "story-province")
    }
    weights = {
        "role": dict.fromkeys(shipped["role"], 0.0) | REASON,
        "verifier": dict.fromkeys(shipped["verifier"], 0.0) | priors,
    }
    lexicon = folder / "config" / "lexicon"
    lexicon.mkdir(parents=True)
    (lexicon / f"{WEIGHTS}.yaml").write_text(yaml.safe_dump(weights), encoding="utf-8")
    office = open_office(Home(folder=folder, database_url=f"sqlite:///{folder / 'rasad.sqlite'}"))
    with office.database.begin() as connection:
        ensure_user(connection, READER, display_name=READER, role=UserRole.ANALYST)
    return office


def _store(office: Office, items: Sequence[LabelledItem]) -> list[int]:
    """The ids of the items, in their order."""
    with office.database.begin() as connection:
        kept = store_items(
            connection,
            [
                Item(
                    key=record["id"],
                    outlet=record["outlet"],
                    url=record.get("url"),
                    title=record["title"],
                    lead=record["lead"],
                    body=record["body"],
                    first_seen=BEGIN,
                    origin=Origin.IMPORT,
                )
                for record, _ in items
            ],
        )
    return [stored.id for stored, _ in kept]


def _correct(office: Office, items: Sequence[LabelledItem], ids: Sequence[int], now: datetime) -> None:
    """Decide about every claim of these items, and name what was missed."""
    with office.database.read() as connection:
        said = current_claims(connection, ids)
    wishes = [
        wish
        for item_id, (_, gold) in zip(ids, items, strict=True)
        for wish in _wishes(item_id, gold, said[item_id].attributions)
    ]
    record_decisions(office, wishes, decided_by=READER, now=now)


def _wishes(item_id: int, gold: dict[str, object], claims: Sequence[Attribution]) -> list[Wish]:
    roles, seen, wishes = gold_roles(gold), set(), []
    for claim in claims:
        name = _name(claim.agency)
        seen.add(name)
        role = roles.get(name)
        decision = "reject" if role is None else "accept" if role is claim.role else "set"
        wishes.append(
            _wish(item_id, "agency", str(claim.agency), decision, role if decision == "set" else None)
        )
    for agency in _agencies(gold):
        if _name(agency) in roles and _name(agency) not in seen:
            seen.add(_name(agency))
            wishes.append(_wish(item_id, "agency", str(agency), "set", roles[_name(agency)]))
    wishes.append(_wish(item_id, "topic", "", "set", str(gold["topic"])))
    wishes.append(_wish(item_id, "service_reflection", "", "set", str(gold["service_reflection"])))
    return wishes


def _wish(item_id: int, aspect: str, subject: str, decision: str, value: str | None) -> Wish:
    return Wish(
        where=f"item {item_id}",
        item=str(item_id),
        aspect=aspect,
        subject=subject,
        decision=decision,
        value=str(value or ""),
        reason="",
    )


def _agencies(gold: dict[str, object]) -> list[AgencyKey]:
    listed = gold["agencies"]
    assert isinstance(listed, list)
    return [AgencyKey(one["type"], one["province"], one["county"]) for one in listed]


def _name(key: AgencyKey) -> tuple[str, str, str]:
    return scored_key(key.type, key.province, key.county)


def _point(items: Sequence[LabelledItem], understander: Understander) -> Point:
    right, said, true, claims = [], [], [], []
    for record, gold in items:
        roles = gold_roles(gold)
        found = understander.understand(item_text(record)).attributions
        actors = {_name(claim.agency) for claim in found if claim.role is Role.ACTOR}
        wanted = {name for name, role in roles.items() if role is Role.ACTOR}
        right.append(len(actors & wanted))
        said.append(len(actors))
        true.append(len(wanted))
        claims.append([(claim.confidence, roles.get(_name(claim.agency)) is claim.role) for claim in found])
    return Point(
        np.array(right, dtype=float), np.array(said, dtype=float), np.array(true, dtype=float), claims
    )


def _print(points: Sequence[Point]) -> int:
    size = len(points[0].right)
    draws = np.random.default_rng(SEED).integers(0, size, (DRAWS, size))
    everything = np.arange(size)
    f1 = [np.array([point.counted_f1(rows) for rows in draws]) for point in points]
    errors = [np.array([point.error(rows) for rows in draws]) for point in points]
    lost = False
    print("corrected items   counted F1 on check [95 %]   calibration error [95 %]   change of F1 [95 %]")
    for number, (until, point) in enumerate(zip(STEPS, points, strict=True)):
        row = f"{until:15}   {_interval(point.counted_f1(everything), f1[number])}       "
        row += _interval(point.error(everything), errors[number])
        if number:
            change = f1[number] - f1[number - 1]
            moved = point.counted_f1(everything) - points[number - 1].counted_f1(everything)
            row += f"      {_interval(moved, change)}"
            if np.quantile(change, 0.975) < 0:
                row, lost = f"{row}  a drop beyond its interval", True
        print(row)
    print("a step loses more than chance allows" if lost else "no drop goes beyond its interval")
    return int(lost)


def _interval(value: float, drawn: Table) -> str:
    low, high = np.quantile(drawn, (0.025, 0.975))
    return f"{value:6.3f} [{low:6.3f}, {high:6.3f}]"


def _log_odds(share: float) -> float:
    return log(share / (1 - share))


if __name__ == "__main__":
    sys.exit(main())
