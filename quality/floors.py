"""Floors: figures that a change may not let fall, pinned in quality/floors.json."""

import json
from collections.abc import Mapping
from pathlib import Path

FILE = Path(__file__).with_name("floors.json")

type Figures = dict[str, float]


def hold_to_floors(subject: str, figures: Mapping[str, float], *, raising: bool, file: Path = FILE) -> int:
    """Print each figure beside its floor; 1 when one is below. Raising never writes down what is worse."""
    pinned: dict[str, dict[str, float]] = (
        json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    )
    floors = pinned.get(subject, {})
    below = [name for name, value in figures.items() if value < floors.get(name, value)]
    for name, value in figures.items():
        print(f"{'BELOW' if name in below else 'ok':5} {name}: {value:.3f} (floor {floors.get(name, '-')})")
    if below and raising:
        print(f"{file.name} stays as it is: a floor is lowered by hand, with its reason in the changelog")
    elif raising:
        pinned[subject] = floors | dict(figures)
        file.write_text(
            json.dumps(pinned, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8"
        )
    return 1 if below else 0
