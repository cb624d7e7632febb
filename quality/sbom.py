"""`python -m quality.sbom`: what we ship as CycloneDX, and an audit of it that needs no network.

The audit: every package is locked with a hash, what is installed is what is locked, and every licence lets an
Apache-2.0 program be given on. Known weaknesses are looked up with a list that somebody carries in:
`--advisories FILE`, one `name==version` a line.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

CHECKOUT = Path(__file__).resolve().parent.parent
LOCK = CHECKOUT / "requirements.lock"
_PIN = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
# These oblige whoever gives the whole program on to terms other than Apache-2.0's.
_BINDING = re.compile(r"\b(AGPL|GPL-[23]|GNU General Public|GNU Affero)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """One package of the lock file."""

    name: str
    version: str
    hashes: Sequence[str]


def locked_packages(lock: str) -> Iterator[Locked]:
    """Every package of a lock file with the hashes it may have."""
    joined = lock.replace("\\\n", " ")
    for line in joined.splitlines():
        if found := _PIN.match(line):
            yield Locked(name=found[1].lower(), version=found[2], hashes=_HASH.findall(line))


def licence_of(name: str) -> str | None:
    """What an installed package says of its licence; None when it is not installed here."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return None
    classifiers = [
        one.split(" :: ")[-1] for one in said.get_all("Classifier") or [] if one.startswith("License")
    ]
    return said.get("License-Expression") or "; ".join(classifiers) or (said.get("License") or "")[:80]


def installed_version(name: str) -> str | None:
    try:
        return metadata(name)["Version"]
    except PackageNotFoundError:
        return None


def bill(packages: Sequence[Locked]) -> Mapping[str, object]:
    """The list as CycloneDX 1.5; the same lock file gives the same list."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, LOCK.read_text(encoding='utf-8'))}",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "rasad"}},
        "components": [
            {
                "type": "library",
                "name": one.name,
                "version": one.version,
                "purl": f"pkg:pypi/{one.name}@{one.version}",
                **({"licenses": [{"license": {"name": said}}]} if (said := licence_of(one.name)) else {}),
                "hashes": [{"alg": "SHA-256", "content": each} for each in sorted(one.hashes)],
            }
            for one in packages
        ],
    }


def problems(packages: Sequence[Locked], advisories: frozenset[str] = frozenset()) -> list[str]:
    """What an operator should not ship, with what to do."""
    found = []
    for one in packages:
        if not one.hashes:
            found.append(f"{one.name}: locked without a hash; run `make lock`")
        version = installed_version(one.name)
        if version is not None and version != one.version:
            found.append(f"{one.name}: {version} is installed and {one.version} locked; run `make install`")
        if _BINDING.search(licence_of(one.name) or "") and "LGPL" not in (licence_of(one.name) or ""):
            found.append(f"{one.name}: licence '{licence_of(one.name)}'; replace it or ask a lawyer")
        if f"{one.name}=={one.version}" in advisories:
            found.append(f"{one.name}=={one.version} has a known weakness; raise it and run `make lock`")
    return found


def main(words: Sequence[str]) -> int:
    """Write the list if a file is named; print what is wrong; 1 when something is."""
    parser = argparse.ArgumentParser(prog="python -m quality.sbom")
    parser.add_argument("--output", type=Path, help="where the CycloneDX list goes")
    parser.add_argument("--advisories", type=Path, help="name==version of packages with known weaknesses")
    chosen = parser.parse_args(words)
    packages = list(locked_packages(LOCK.read_text(encoding="utf-8")))
    if chosen.output:
        content = json.dumps(bill(packages), indent=1, ensure_ascii=False)
        chosen.output.write_text(f"{content}\n", encoding="utf-8")
    known = chosen.advisories.read_text(encoding="utf-8").split() if chosen.advisories else []
    found = problems(packages, frozenset(line.lower() for line in known))
    print("\n".join(found) or f"{len(packages)} packages, each locked with hashes: nothing to mend")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
