"""Round rules from config/rounds.yaml; an overlay replaces single keys of a part."""

from string import Formatter
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from core.round_rules import AuditRules, CertificateWords, LetterWords, PointsStep, RoundRules
from rasad.load_config.folders import Documents
from rasad.load_config.problems import Problems, Where
from rasad.load_config.shapes import Shape, read_shape

FILES = ("rounds.yaml",)


def template(*names: str) -> AfterValidator:
    """A text in which only these names may stand in braces."""

    def check(text: str) -> str:
        try:
            used = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        except ValueError as error:
            raise ValueError(f"braces do not match ({error}); write {{name}}") from None
        unknown = sorted(used - set(names))
        if unknown:
            known = ", ".join(f"{{{name}}}" for name in names)
            raise ValueError(f"nothing is known of {{{unknown[0]}}}; there are {known}")
        return text

    return AfterValidator(check)


LetterText = Annotated[str, template("agency", "month", "points", "low", "high", "band", "rounds", "group")]
BestText = Annotated[str, template("agency", "month", "points", "rank", "ranked_among", "group")]
ImprovedText = Annotated[str, template("agency", "month", "points", "before", "since", "change", "track")]


class AuditShape(Shape):
    """How much audit stands behind intervals."""

    months: int | None = Field(default=None, ge=1, le=24)
    least_sample: int | None = Field(default=None, ge=1)
    draws: int | None = Field(default=None, ge=100, le=100_000)


class PointsStepShape(Shape):
    """One line of the manager's table."""

    from_score: float = Field(ge=0, le=100)
    points: float = Field(ge=0)


class LetterShape(Shape):
    """The words of a letter."""

    recipient: str | None = None
    recipients: dict[str, str] | None = None
    signatory: str | None = None
    subject: str | None = None
    body: LetterText | None = None


class CertificateShape(Shape):
    """The words of a certificate."""

    least_ranked: int | None = Field(default=None, ge=1)
    best: BestText | None = None
    improved: ImprovedText | None = None


class RoundRulesShape(Shape):
    """The keys of rounds.yaml; what is left out keeps its value."""

    answer_working_days: int | None = Field(default=None, ge=1, le=120)
    weak_bands: int | None = Field(default=None, ge=1)
    reply_words: tuple[Annotated[str, Field(min_length=3)], ...] | None = None
    audit: AuditShape | None = None
    points_steps: tuple[PointsStepShape, ...] | None = None
    letters: LetterShape | None = None
    certificates: CertificateShape | None = None


def read_round_rules(documents: Documents, problems: Problems) -> RoundRules:
    """The rules of all folders, the last word of each key."""
    chosen: dict[str, Any] = {}
    parts: dict[str, dict[str, Any]] = {"audit": {}, "letters": {}, "certificates": {}}
    for document in documents.matching(*FILES):
        shape = read_shape(document.value, RoundRulesShape, problems, document=document)
        if shape is None:
            continue
        given = shape.model_dump(exclude_none=True)
        for part, keys in parts.items():
            keys.update(given.pop(part, {}))
        chosen |= given
        _check_steps(shape.points_steps or (), document.where("points_steps"), problems)
    steps = tuple(PointsStep(**step) for step in chosen.pop("points_steps", ()))
    return RoundRules(
        **chosen,
        points_steps=steps,
        audit=AuditRules(**parts["audit"]),
        letters=LetterWords(**parts["letters"]),
        certificates=CertificateWords(**parts["certificates"]),
    )


def _check_steps(steps: tuple[PointsStepShape, ...], where: Where, problems: Problems) -> None:
    scores = [step.from_score for step in steps]
    if steps and scores[0] != 0:
        text = f"the first step begins at {scores[0]:g} and leaves scores without points; begin at 0"
        problems.error(where, text)
    if scores != sorted(set(scores)):
        problems.error(where, "the steps do not rise; order them by from_score, each once")
