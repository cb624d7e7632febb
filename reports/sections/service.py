"""Government-service reflection: which agencies' news reports a service done, and the best examples."""

from dataclasses import dataclass

from core.agencies import Agency, AgencyKey
from core.attributions import Prominence
from core.observations import HAS_VALUE
from reports.facts import Facts
from reports.items import plain_title, seen_or_published_at
from reports.measure_words import SERVICE_SHARE, measure_words
from reports.numbers import ListBook, Number, agency_id
from reports.persian import count_text, day_text, percent_text


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRow:
    """One agency's share: `counted` of `base`."""

    agency_id: str
    name: str
    share: float
    share_text: str
    counted: Number
    base: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceExample:
    """An item that shows the agency's service best."""

    item_id: int
    agency: str
    title: str
    outlet: str
    published: str
    spread: str
    """In how many outlets the story appeared, in words; empty for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The whole province first, then the agencies with the largest shares."""

    counted: Number
    base: Number
    share_text: str
    rows: tuple[ServiceRow, ...]
    not_measured: tuple[str, ...]
    """Names of the agencies whose share has no value."""
    examples: tuple[ServiceExample, ...]


def service(facts: Facts, lists: ListBook) -> Service:
    """The shares are those that scoring observed; an item of two agencies counts once in the total."""
    observed = {a.key: o for a in facts.agencies if (o := facts.observations.get((a.key, SERVICE_SHARE)))}
    valued = {key: o for key, o in observed.items() if o.state in HAS_VALUE}
    counted_ids = {i for o in valued.values() for i in o.counted}
    counted = lists.number("service", "خبرهایی که خدمتی انجام‌شده را گزارش می‌کنند", counted_ids)
    base = lists.number(
        "service-base",
        "خبرهایی که بازتاب خدمت در آن‌ها سنجیده شد",
        (i for o in valued.values() for i in o.items),
    )
    rows = [_row(facts, lists, a) for a in facts.agencies if a.key in valued and valued[a.key].items]
    return Service(
        counted=counted,
        base=base,
        share_text=percent_text(counted.value / base.value) if base.value else "—",
        rows=tuple(sorted(rows, key=lambda row: (-row.share, -row.base.value, row.name))),
        not_measured=tuple(a.name for a in facts.agencies if a.key in observed and a.key not in valued),
        examples=_examples(facts, {key: o.counted for key, o in valued.items()}),
    )


def _row(facts: Facts, lists: ListBook, agency: Agency) -> ServiceRow:
    observation = facts.observations[agency.key, SERVICE_SHARE]
    words = measure_words(SERVICE_SHARE)
    title = f"{agency.name}: {words.name}"
    own = agency_id(agency.key)
    share = observation.value or 0.0
    return ServiceRow(
        agency_id=own,
        name=agency.name,
        share=share,
        share_text=percent_text(share),
        counted=lists.number(
            f"{SERVICE_SHARE}-counted-{own}",
            f"{title}، مطالبی که شمرده شدند",
            observation.counted,
            note=words.meaning,
        ),
        base=lists.number(f"{SERVICE_SHARE}-{own}", title, observation.items, note=words.meaning),
    )


def _examples(facts: Facts, counted: dict[AgencyKey, tuple[int, ...]]) -> tuple[ServiceExample, ...]:
    """One for each story, the most certain and most widely carried first, at most two of one agency."""
    candidates = sorted(
        ((_merit(facts, item_id, key), item_id, key) for key, ids in counted.items() for item_id in ids),
        key=lambda c: (c[0], -c[1], str(c[2])),
        reverse=True,
    )
    chosen: list[tuple[int, AgencyKey]] = []
    stories: set[int] = set()
    for _, item_id, key in candidates:
        of_agency = sum(other == key for _, other in chosen)
        if facts.story_of(item_id) not in stories and of_agency < 2:
            stories.add(facts.story_of(item_id))
            chosen.append((item_id, key))
    wanted = facts.inputs.definition.service_examples
    return tuple(_example(facts, item_id, key) for item_id, key in chosen[:wanted])


def _merit(facts: Facts, item_id: int, key: AgencyKey) -> tuple[bool, int, float]:
    finding = facts.findings.get((item_id, key))
    is_main = finding is not None and finding.prominence == Prominence.MAIN
    return (is_main, _spread(facts, item_id), finding.confidence if finding else 0.0)


def _spread(facts: Facts, item_id: int) -> int:
    story = facts.story_items[facts.story_of(item_id)]
    return len({facts.stored(other).item.outlet for other in story})


def _example(facts: Facts, item_id: int, key: AgencyKey) -> ServiceExample:
    item, spread = facts.stored(item_id).item, _spread(facts, item_id)
    return ServiceExample(
        item_id=item_id,
        agency=facts.names.get(key, str(key)),
        title=plain_title(item),
        outlet=facts.outlet_name(item.outlet),
        published=day_text(seen_or_published_at(item)),
        spread=f"در {count_text(spread)} رسانه" if spread > 1 else "",
    )
