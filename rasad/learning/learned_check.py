"""What an installation was taught, looked at before it is used: accepted words and models in force."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from core.errors import ConfigError, InputError
from core.methodology import Methodology
from nlp.learning.accepted import ACCEPTED, NAMES_OF_AGENCIES, NAMES_OF_TYPES, STOP_PHRASES, with_accepted
from nlp.lexicon import make_lexicon
from rasad.learning.models import load_learned, read_in_force

_KEYS = frozenset({STOP_PHRASES, NAMES_OF_TYPES, NAMES_OF_AGENCIES})
_FILE = f"config/lexicon/{ACCEPTED}.yaml"


def accepted_problems(methodology: Methodology) -> list[str]:
    """Why the words that were accepted from corrections cannot be used; empty when all can, or none are."""
    if ACCEPTED not in methodology.lexicon:
        return []
    return list(_accepted_problems(methodology, methodology.lexicon[ACCEPTED]))


def accepted_count(methodology: Methodology) -> int:
    """How many entries were accepted."""
    file = methodology.lexicon.get(ACCEPTED)
    return sum(len(file.get(key) or ()) for key in _KEYS) if isinstance(file, Mapping) else 0


def model_problems(folder: Path, *, newest_correction: int | None = None) -> list[str]:
    """Why the models in force cannot be used, or know more corrections than the database holds."""
    try:
        in_force = read_in_force(folder)
        load_learned(folder, in_force)
    except InputError as error:
        return [str(error)]
    if newest_correction is None:
        return []
    return [
        f"{folder / model.file}: learned from corrections up to {model.until}, and the database ends at "
        f"{newest_correction}: they are not of one backup; restore both, or run `rasad learn`"
        for model in in_force.models.values()
        if model.until > newest_correction
    ]


def _accepted_problems(methodology: Methodology, file: object) -> Iterator[str]:
    if not isinstance(file, Mapping):
        return
    for key in sorted(map(str, set(file) - _KEYS)):
        yield f"{_FILE}: nobody reads '{key}'; it holds {', '.join(sorted(_KEYS))}"
    for key in sorted(_KEYS & set(file)):
        if file[key] is not None and not isinstance(file[key], list):
            yield f"{_FILE}: '{key}' is no list; write each entry on a line of its own with a dash"
            return
    try:
        make_lexicon(with_accepted(methodology))
    except ConfigError as error:
        yield from error.problems
