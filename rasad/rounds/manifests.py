"""Manifests: what a revision was made from, named so exactly that it can be made again byte for byte."""

import json
import platform
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import core
import scoring
from core.audit_stream import AuditReview
from core.canonical import canonical_bytes, content_hash
from core.rounds import Round
from core.schemes import Scheme
from rasad.reporting.month_view import MonthView
from rasad.wiring import Office
from scoring.rerun import RoundInputs, result_bytes, round_result
from storage.database import Connection
from storage.round_manifests import RoundManifest, content_by_hash, keep_content, save_manifest

FORMAT = "rasad-round-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rerun:
    """A revision made again from what was kept."""

    result: bytes
    is_same: bool
    made_with: Mapping[str, str]
    """The code of the revision; the same result from other code is still the same."""
    now_with: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a manifest tells of beside the round itself."""

    inputs: RoundInputs
    content: bytes
    """The inputs as they are kept."""
    result: bytes
    view: MonthView
    reviews: Sequence[AuditReview]


def keep_manifest(connection: Connection, office: Office, made: Round, what: Made) -> RoundManifest:
    """Keep the inputs and the manifest of a revision, in the transaction that makes it."""
    scheme = what.inputs.counted.scheme
    manifest = _manifest(office, made, what) | {"inputs": keep_content(connection, what.content)}
    kept = RoundManifest(
        round_id=made.id,
        manifest_hash=keep_content(connection, canonical_bytes(manifest)),
        scheme_hash=scheme_hash(scheme),
        newest_correction=what.view.newest_correction,
    )
    save_manifest(connection, kept)
    return kept


def scheme_hash(scheme: Scheme) -> str:
    """The name of everything a scheme says."""
    return content_hash(canonical_bytes(scheme))


def read_manifest(connection: Connection, manifest_hash: str) -> Mapping[str, Any]:
    """The manifest kept under this hash."""
    manifest: Mapping[str, Any] = json.loads(content_by_hash(connection, manifest_hash))
    return manifest


def kept_inputs(connection: Connection, manifest_hash: str) -> bytes:
    """The inputs of the revision with this manifest."""
    return content_by_hash(connection, read_manifest(connection, manifest_hash)["inputs"])


def rerun(connection: Connection, manifest_hash: str) -> Rerun:
    """Make a revision again from what was kept, and compare."""
    manifest = read_manifest(connection, manifest_hash)
    result = result_bytes(round_result(content_by_hash(connection, manifest["inputs"])))
    return Rerun(
        result=result,
        is_same=content_hash(result) == manifest["result"],
        made_with=manifest["code"],
        now_with=code_versions(),
    )


@cache
def code_versions() -> Mapping[str, str]:
    """What computes: the program, a hash of the code that counts and scores, and the mathematics."""
    digest = sha256()
    for package in (core, scoring):
        folder = Path(str(package.__file__)).parent
        for path in sorted(folder.rglob("*.py")):
            digest.update(f"{package.__name__}/{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(path.read_bytes())
    return {
        "rasad": version("rasad"),
        "source": digest.hexdigest(),
        "python": platform.python_version(),
        "numpy": version("numpy"),
        "scipy": version("scipy"),
    }


def _manifest(office: Office, made: Round, what: Made) -> dict[str, Any]:
    counted, view = what.inputs.counted, what.view
    claimed = {finding.item_id for finding in counted.findings}
    items = sorted((one.id, one.version_id) for one in counted.facts.values())
    read_by = Counter(view.claims[n].made_by for n, _ in items if n in view.claims)
    return {
        "format": FORMAT,
        "profile": made.profile,
        "month": str(made.month),
        "revision": made.revision,
        "made_at": made.made_at,
        "scheme": {
            "id": made.scheme,
            "version": made.scheme_version,
            "hash": scheme_hash(counted.scheme),
            "content": counted.scheme,
        },
        "rules": office.methodology.round_rules,
        "config_hash": made.config_hash,
        "items": items,
        "claimed_items": sorted(claimed),
        "corrections": sorted(c.id for n, _ in items for c in view.corrections.get(n, ())),
        "audit_reviews": sorted(review.id for review in what.reviews),
        "audit": what.inputs.audit,
        "made_by": dict(sorted(read_by.items())),
        "code": code_versions(),
        "seed": what.inputs.seed,
        "draws": what.inputs.draws,
        "result": content_hash(what.result),
    }
