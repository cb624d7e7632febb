"""Reads items as one process does: with its own automata, and what config/ knows of outlets."""

from copy import copy
from typing import Self

from core.agencies import AgencyKey
from core.attributions import Understanding
from core.calendar import tehran_day
from core.items import Item, ItemText
from core.methodology import Methodology
from nlp.learning.learned import NOTHING_LEARNED, Learned
from nlp.understand import Understander
from rasad.collecting.find_outlet import home_province_of, outlet_of


class Reader:
    """Building one costs about a second; reading an item, a fraction of a millisecond."""

    def __init__(self, methodology: Methodology, learned: Learned = NOTHING_LEARNED) -> None:
        self._methodology = methodology
        self._understander = Understander(methodology).taught(learned)
        self._own_agencies = own_agencies(methodology)

    def taught(self, learned: Learned) -> Self:
        """The same reader with what the installation has learned; nothing is built again."""
        other = copy(self)
        other._understander = self._understander.taught(learned)
        return other

    @property
    def understander(self) -> Understander:
        return self._understander

    @property
    def made_by(self) -> str:
        """Everything a claim depends on: code, data, models, counters."""
        return self._understander.made_by

    @property
    def method(self) -> str:
        """The same without the counters, which move with each correction and make nobody read all again."""
        return self._understander.method

    def text_of(self, item: Item) -> ItemText:
        """What nlp is told of an item."""
        outlet = outlet_of(self._methodology, name=item.outlet, url=item.url)
        return ItemText(
            title=item.title,
            lead=item.lead,
            body=item.body,
            kicker=item.kicker,
            section=item.section,
            url=item.url,
            outlet_name=outlet.name if outlet else item.outlet,
            home_province=home_province_of(self._methodology, name=item.outlet, url=item.url),
            own_agency=self._own_agencies.get(outlet.id) if outlet else None,
            day=tehran_day(item.counted_at or item.first_seen),
        )

    def understand(self, item: Item) -> Understanding:
        return self._understander.understand(self.text_of(item))


def own_agencies(methodology: Methodology) -> dict[str, AgencyKey]:
    """By outlet id: the agency whose own site or channel it is."""
    return {
        outlet: agency.key
        for profile in methodology.profiles.values()
        for agency in profile.agencies
        for outlet in agency.own_outlets
    }
