"""The understander: attribution and reading of one item together, under one version of the method."""

from dataclasses import replace
from hashlib import sha256

from core.attributions import Attribution, Understanding
from core.items import ItemText
from core.methodology import Methodology
from nlp.attribute import Attributor
from nlp.readings.read import Reader

CODE_VERSION = "3"
"""Raised when a change of the code changes what is claimed."""


class Understander:
    """Understands items; built once per process from the methodology."""

    def __init__(self, methodology: Methodology) -> None:
        self._attributor = Attributor(methodology)
        self._reader = Reader(methodology)
        self.made_by = _made_by(methodology)

    def understand(self, text: ItemText) -> Understanding:
        """Everything nlp says of one item."""
        found = self._attributor.attribute(text)
        return Understanding(
            attributions=self._with_tones(text, found.attributions),
            reading=self._reader.read(text, found.attributions),
            made_by=self.made_by,
            refusals=found.refusals,
            province_votes=found.province_votes,
        )

    def _with_tones(self, text: ItemText, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
        """Tone beside its sentence, which is one more piece of evidence."""
        toned = []
        tones = self._reader.tones(text, attributions)
        for attribution, (tone, sentence) in zip(attributions, tones, strict=True):
            evidence = (*attribution.evidence, sentence) if sentence else attribution.evidence
            toned.append(replace(attribution, tone=tone, evidence=evidence))
        return tuple(toned)


def _made_by(methodology: Methodology) -> str:
    """Code version and a hash of all data the claims depend on."""
    heads = [
        (agency.key, agency.name, agency.other_names, agency.heads)
        for _, profile in sorted(methodology.profiles.items())
        for agency in profile.agencies
    ]
    data = repr((methodology.agency_types, methodology.places, sorted(methodology.lexicon.items()), heads))
    return f"rules-{CODE_VERSION}+{sha256(data.encode()).hexdigest()[:10]}"
