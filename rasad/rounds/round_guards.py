"""What protects a final round: nothing counts it anew, and nobody edits the scheme it was made with."""

import json
from collections.abc import Iterator
from typing import Any

from core.calendar import JalaliMonth
from core.canonical import canonical_bytes
from core.errors import RoundError
from core.methodology import Profile
from core.rounds import FINAL_STATES, state_name
from core.schemes import Scheme
from rasad.rounds.manifests import read_manifest, scheme_hash
from rasad.wiring import Office
from storage.database import Connection
from storage.round_manifests import manifests_with_scheme
from storage.round_steps import frozen_round_ids, steps_of

_SHOWN = 5


def is_final(office: Office, profile: Profile, month: JalaliMonth) -> bool:
    """Whether the month's round is frozen or beyond."""
    with office.database.read() as connection:
        steps = steps_of(connection, profile.id, profile.scheme, month)
    return bool(steps) and steps[-1].state in FINAL_STATES


def require_not_final(connection: Connection, profile: Profile, month: JalaliMonth) -> None:
    """Raises RoundError when the month's round is frozen or beyond."""
    steps = steps_of(connection, profile.id, profile.scheme, month)
    if steps and steps[-1].state in FINAL_STATES:
        raise RoundError(
            f"the round of {month} of {profile.id} is {state_name(steps)} and is not counted again; what "
            f"comes late counts in the next round, and an error is mended with `rasad round correct {month}`"
        )


def require_unedited(connection: Connection, scheme: Scheme) -> None:
    """Raises RoundError when a frozen round used this version of the scheme with another content."""
    frozen = frozen_round_ids(connection)
    for kept in manifests_with_scheme(connection, scheme.id, scheme.version, frozen):
        if kept.scheme_hash != scheme_hash(scheme):
            manifest = read_manifest(connection, kept.manifest_hash)
            edits = list(_differences("", manifest["scheme"]["content"], json.loads(canonical_bytes(scheme))))
            more = f" and {len(edits) - _SHOWN} more" if len(edits) > _SHOWN else ""
            raise RoundError(
                f"config/schemes: scheme '{scheme.id}' version '{scheme.version}' was edited after the round "
                f"of {manifest['month']} of {manifest['profile']} was frozen with it: "
                f"{'; '.join(edits[:_SHOWN])}{more}; undo the edit, or give the edited scheme a new version"
            )


def _differences(where: str, old: Any, new: Any) -> Iterator[str]:
    """Every place in which two contents differ: `indicators[press-stories].weight 30 → 40`."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            yield from _differences(f"{where}.{key}" if where else key, old.get(key), new.get(key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for n, (one, other) in enumerate(zip(old, new, strict=True)):
            name = one.get("id", n) if isinstance(one, dict) else n
            yield from _differences(f"{where}[{name}]", one, other)
    elif old != new:
        yield f"{where} {_short(old)} → {_short(new)}"


def _short(value: Any) -> str:
    if isinstance(value, dict | list):
        return f"{len(value)} entries"
    return "nothing" if value is None else str(value)
