"""The understander: attribution and reading of one item together, under one version of the method."""

from copy import copy
from dataclasses import replace
from hashlib import sha256
from typing import Self

from core.attributions import Attribution, Understanding
from core.items import ItemText
from core.methodology import Methodology
from nlp.attribute import Attributor
from nlp.learning.learned import NOTHING_LEARNED, Learned
from nlp.readings.read import Reader

CODE_VERSION = "5"
"""Raised when a change of the code changes what is claimed."""


class Understander:
    """Understands items; built once per process from the methodology."""

    def __init__(self, methodology: Methodology) -> None:
        self._attributor = Attributor(methodology)
        self._reader = Reader(methodology)
        self._rules = self._method = self._made_by = _rules(methodology)
        self._learned = NOTHING_LEARNED

    def taught(self, learned: Learned) -> Self:
        """The same understander with what an installation has learned."""
        other = copy(self)
        other._attributor = self._attributor.taught(learned)
        other._reader = self._reader.taught(learned)
        other._learned = learned
        other._method = f"{self._rules}+m{learned.name}" if learned.name else self._rules
        counters = learned.counters.name
        other._made_by = f"{other._method}+c{counters}" if counters else other._method
        return other

    @property
    def rules(self) -> str:
        """Code version and a hash of all data the claims depend on, without anything learned."""
        return self._rules

    @property
    def method(self) -> str:
        """Rules and models: what decides whether an item must be read again."""
        return self._method

    @property
    def made_by(self) -> str:
        """The method and the counters of the moment: everything a claim depends on."""
        return self._made_by

    @property
    def attributor(self) -> Attributor:
        return self._attributor

    @property
    def reader(self) -> Reader:
        return self._reader

    @property
    def learned(self) -> Learned:
        return self._learned

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


def _rules(methodology: Methodology) -> str:
    heads = [
        (agency.key, agency.name, agency.other_names, agency.heads)
        for _, profile in sorted(methodology.profiles.items())
        for agency in profile.agencies
    ]
    data = repr((methodology.agency_types, methodology.places, sorted(methodology.lexicon.items()), heads))
    return f"rules-{CODE_VERSION}+{sha256(data.encode()).hexdigest()[:10]}"
