"""The month's report: every section computed once, and the list behind every number."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from core.calendar import jalali_date_words, jalali_instant_words
from core.findings import Finding
from core.items import StoredItem
from core.stories import StoryMember
from reports.facts import Facts, facts_of
from reports.inputs import ReportInputs
from reports.items import ItemContext, ItemView, item_view
from reports.numbers import ItemList, ListBook
from reports.persian import count_text
from reports.sections import SECTIONS
from reports.sections.agencies import AgencyPage, agency_pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What stands at the top of every page."""

    title: str
    office: str
    month: str
    days: str
    as_of: str
    revision: str
    is_sample: bool
    is_closed: bool
    """False while days of the month are still to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthReport:
    """The report as plain records; every format writes the same."""

    heading: Heading
    sections: Mapping[str, object]
    """By the names of reports.sections.SECTIONS, in the order of the definition."""
    agencies: tuple[AgencyPage, ...]
    lists: Mapping[str, ItemList]
    items: Mapping[int, ItemView]
    """Every item of every list."""
    items_a_page: int


def month_report(inputs: ReportInputs) -> MonthReport:
    """Compute the report; raises RoundError when a number does not fit the items behind it."""
    facts = facts_of(inputs)
    lists = ListBook(facts.order)
    sections = {name: SECTIONS[name](facts, lists) for name in inputs.definition.sections}
    agencies = agency_pages(facts, lists)
    shown = {item_id for item_list in lists.lists.values() for item_id in item_list.item_ids}
    return MonthReport(
        heading=_heading(inputs),
        sections=sections,
        agencies=agencies,
        lists=dict(lists.lists),
        items=_item_views(facts, _with_reprints(facts, shown)),
        items_a_page=inputs.definition.items_a_page,
    )


def _heading(inputs: ReportInputs) -> Heading:
    period = inputs.period
    return Heading(
        title=inputs.definition.title,
        office=inputs.profile.name,
        month=inputs.period_name,
        days=f"{jalali_date_words(period.first_day)} تا {jalali_date_words(period.last_day)}",
        as_of=jalali_instant_words(inputs.as_of),
        revision=count_text(inputs.round.revision),
        is_sample=inputs.profile.sample,
        is_closed=inputs.as_of >= period.end,
    )


def _with_reprints(facts: Facts, item_ids: set[int]) -> list[int]:
    """The items and the rest of their stories, so that every link on a page leads somewhere."""
    stories = {facts.story_of(item_id) for item_id in item_ids}
    return sorted(item_id for story in stories for item_id in facts.story_items[story])


def _item_views(facts: Facts, item_ids: list[int]) -> dict[int, ItemView]:
    inputs = facts.inputs
    outlet_names = {outlet.id: outlet.name for outlet in inputs.outlets.values()}
    topic_names = {topic.slug: topic.name for topic in inputs.topics}
    findings: dict[int, list[Finding]] = defaultdict(list)
    for finding in inputs.findings:
        findings[finding.item_id].append(finding)
    return {
        item_id: item_view(
            inputs.items[item_id],
            ItemContext(
                outlet_names=outlet_names,
                agency_names=facts.names,
                topic_names=topic_names,
                understanding=inputs.understandings.get(item_id),
                findings=findings[item_id],
                corrections=inputs.corrections.get(item_id, ()),
                story=_story(facts, item_id),
                saved_page=inputs.saved_pages.get(item_id),
            ),
        )
        for item_id in item_ids
    }


def _story(facts: Facts, item_id: int) -> list[tuple[StoredItem, StoryMember]]:
    members = facts.inputs.stories
    return [(facts.stored(i), members[i]) for i in facts.story_items[facts.story_of(item_id)] if i in members]
