"""Model files: what was learned, under `models/` of the installation, each named by a hash of its content.

`current.json` says which are in force. Files are never changed and never removed, so every claim can be
traced to the weights that made it.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from core.errors import InputError
from nlp.learning.learned import NOTHING_LEARNED, Learned
from nlp.readings.topics import TopicGuesser

FORMAT = "rasad-models-1"
CURRENT = "current.json"
CLAIMS, TOPICS, SERVICE = "claims", "topics", "service"
SUFFIXES = {CLAIMS: "json", TOPICS: "npz", SERVICE: "json"}
"""What is learned by itself, and may be taken over or refused by itself."""
_NAME = re.compile(r"(claims|topics|service)-([0-9a-f]{16})\.(json|npz)")
_MEND = "run `rasad learn` to make it anew, or remove {folder} to go back to the shipped weights"


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One model in force."""

    file: str
    until: int
    """The newest correction it learned from."""
    lessons: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """Which models hold, and what was already tried."""

    models: Mapping[str, Model] = field(default_factory=dict)
    tried_until: int = 0
    """The newest correction that a refit has seen, whether it was taken over or not."""
    tried_with: str = ""
    """The rules of that refit: other rules see other things in the same lessons."""

    @property
    def name(self) -> str:
        """Of all models together; empty when there are none."""
        files = sorted(model.file for model in self.models.values())
        return sha256("\n".join(files).encode()).hexdigest()[:8] if files else ""

    def until(self, part: str) -> int:
        return self.models[part].until if part in self.models else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Refit:
    """One model, refitted, beside what is in force: both on lessons they had not seen."""

    part: str
    lessons: int
    measure: str
    before: float
    after: float
    is_taken: bool
    content: bytes
    learned: Learned
    """With this model only."""


def read_in_force(folder: Path) -> InForce:
    """Raises InputError for a file that is not ours or is damaged; without a file nothing is in force."""
    path = folder / CURRENT
    try:
        raw = json.loads(path.read_bytes())
        if raw["format"] != FORMAT:
            raise InputError(
                f"{path}: has format '{raw['format']}', this code reads {FORMAT}; {_mend(folder)}"
            )
        models = {part: Model(**raw["models"][part]) for part in SUFFIXES if part in raw["models"]}
        return InForce(models=models, tried_until=int(raw["tried_until"]), tried_with=str(raw["tried_with"]))
    except FileNotFoundError:
        return InForce()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: cannot be read: {error}; {_mend(folder)}") from error


def load_learned(folder: Path, in_force: InForce | None = None) -> Learned:
    """The models in force, each checked against its name; raises InputError, and never leaves one out."""
    in_force = in_force or read_in_force(folder)
    if not in_force.models:
        return NOTHING_LEARNED
    claims = _json_of(folder, in_force, CLAIMS)
    service = _json_of(folder, in_force, SERVICE)
    try:
        return Learned(
            name=in_force.name,
            role={str(name): float(move) for name, move in claims.get("role", {}).items()},
            verifier={str(name): float(move) for name, move in claims.get("verifier", {}).items()},
            service={str(name): (float(a), float(b)) for name, (a, b) in service.get("moves", {}).items()},
            topics=_topics_of(folder, in_force),
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise InputError(f"{folder}: a model holds no weights: {error}; {_mend(folder)}") from error


def weights_content(weights: Mapping[str, object]) -> bytes:
    """The content of a file of weights: equal weights give equal bytes."""
    return (json.dumps({"format": FORMAT, **weights}, indent=1, sort_keys=True) + "\n").encode()


def model_name(part: str, content: bytes) -> str:
    """Equal models have an equal name."""
    return f"{part}-{_hash(content)}.{SUFFIXES[part]}"


def keep_model(folder: Path, part: str, content: bytes) -> str:
    """Write a model under the name of its content; the name."""
    name = model_name(part, content)
    if not (folder / name).exists():
        _write(folder / name, content)
    return name


def put_in_force(folder: Path, in_force: InForce) -> None:
    """From now on these hold: one atomic replacement, so a reader finds the old state or the new one."""
    state = {"format": FORMAT, **asdict(in_force)}
    _write(folder / CURRENT, (json.dumps(state, indent=1, sort_keys=True) + "\n").encode())


def _topics_of(folder: Path, in_force: InForce) -> TopicGuesser | None:
    model = in_force.models.get(TOPICS)
    if model is None:
        return None
    # scikit-learn takes a second to import; an installation without a topic model never pays it.
    from nlp.readings.learn import TopicModel

    return TopicModel.from_bytes(_checked(folder, TOPICS, model.file))


def _json_of(folder: Path, in_force: InForce, part: str) -> dict[str, Any]:
    model = in_force.models.get(part)
    if model is None:
        return {}
    content = json.loads(_checked(folder, part, model.file))
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise InputError(f"{folder / model.file}: is not of format {FORMAT}; {_mend(folder)}")
    return content


def _checked(folder: Path, part: str, name: str) -> bytes:
    """The content of a model; its name must be ours and be that of its content."""
    fits = _NAME.fullmatch(name)
    if not fits or fits[1] != part:
        raise InputError(f"{folder / CURRENT}: '{name}' is no name of a {part} model; {_mend(folder)}")
    path = folder / name
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; {_mend(folder)}") from error
    if _hash(content) != fits[2]:
        raise InputError(f"{path}: is damaged: its content does not fit its name; {_mend(folder)}")
    return content


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()[:16]


def _mend(folder: Path) -> str:
    return _MEND.format(folder=folder)


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing, also when the machine stops in between."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
