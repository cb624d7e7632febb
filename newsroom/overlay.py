"""The sample profile with its addresses moved to other ports, as an overlay of config/."""

import re
from pathlib import Path

from newsroom.sites import DEFAULT_BASE_PORT, load_sites

PROFILE = "semnan-sample"
_FILES = ("profile.yaml", "agencies.yaml", "outlets.yaml")
_PORT = re.compile(r"(?<=127\.0\.0\.1:)\d+")


def overlay_with_ports(config_folder: Path, base_port: int, target: Path) -> None:
    """Copy the sample profile of `config_folder` under `target` (an overlay folder) with moved ports."""
    source, copy = config_folder / "provinces" / PROFILE, target / "provinces" / PROFILE
    copy.mkdir(parents=True, exist_ok=True)
    for name in _FILES:
        written = (source / name).read_text(encoding="utf-8")
        (copy / name).write_text(with_ports(written, base_port), encoding="utf-8")


def with_ports(text: str, base_port: int) -> str:
    """Every loopback port of the newsroom moved; other ports stay."""
    known = range(DEFAULT_BASE_PORT, DEFAULT_BASE_PORT + len(load_sites()))

    def moved(match: re.Match[str]) -> str:
        port = int(match[0])
        return str(port - DEFAULT_BASE_PORT + base_port) if port in known else match[0]

    return _PORT.sub(moved, text)
