"""What a round counts beside its items: what was handed in, channels' posts, items naming projects."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.agencies import AgencyKey
from core.findings import Finding
from core.handed_in import Given, Record
from core.items import TEXT_FIELDS, StoredItem
from core.methodology import Profile
from core.schemes import Scheme
from rasad.load_config.same_name import same_name
from rasad.reporting.month_view import MonthView
from rasad.rounds.findings import findings_of
from rasad.rounds.found_replies import replies_found
from rasad.wiring import Office
from scoring.criticism import STILL_FRESH
from scoring.inputs import CountInputs
from storage.channel_posts import counted_posts
from storage.claims import claims_between
from storage.corrections import corrections_of
from storage.database import Connection
from storage.given import given_until
from storage.items import item_facts_between, items_by_id
from storage.stories import members_of_items

PROJECT_MEASURE = "projects_covered"


def completed(office: Office, inputs: CountInputs, view: MonthView) -> CountInputs:
    """The inputs with everything that the view of a month does not hold."""
    with office.database.read() as connection:
        given = _of_profile(given_until(connection, inputs.as_of), inputs.profile)
        with_posts = _with_posts(connection, inputs, view)
        with_earlier = _with_criticism_of_before(connection, with_posts)
        named_in = _named_in(connection, with_earlier, given.records)
        words = office.methodology.round_rules.reply_words
        replied_in, replies = replies_found(connection, with_earlier, words)
    facts = {**with_earlier.facts, **replies}
    return replace(with_earlier, facts=facts, given=given, named_in=named_in, replied_in=replied_in)


def _of_profile(given: Given, profile: Profile) -> Given:
    keys = {agency.key for agency in profile.agencies}
    return Given(
        records=tuple(one for one in given.records if one.agency in keys),
        judgements=tuple(one for one in given.judgements if one.agency in keys),
        surveys=tuple(one for one in given.surveys if one.agency in keys),
        values=tuple(one for one in given.values if one.agency in keys),
        resolutions=tuple(one for one in given.resolutions if one.owner in keys),
    )


def _with_posts(connection: Connection, inputs: CountInputs, view: MonthView) -> CountInputs:
    """The posts of the agencies' channels, with the stories of their texts."""
    channels = {channel for agency in inputs.profile.agencies for channel in agency.channels}
    posts = counted_posts(connection, channels, inputs.period.start, inputs.period.end) if channels else []
    unknown = {post.item_id for post in posts if post.item_id is not None} - inputs.facts.keys()
    # A message whose text has no time of its own is an item of no month; the channel shows when it stood.
    members = members_of_items(connection, unknown)
    return replace(
        inputs,
        posts=[post if post.item_id in inputs.facts else replace(post, item_id=None) for post in posts],
        story_of={**inputs.story_of, **{item: member.story_id for item, member in members.items()}},
        relations={item: member.relation for item, member in view.stories.items()},
    )


def _with_criticism_of_before(connection: Connection, inputs: CountInputs) -> CountInputs:
    """Criticism of the last days before the period, which is still open when it begins."""
    start = inputs.period.start
    claims = claims_between(connection, start - STILL_FRESH, start)
    if not claims:
        return inputs
    corrections = corrections_of(connection, [one.item_id for one in claims])
    province = inputs.profile.province
    found = [
        finding
        for finding in findings_of(claims, corrections)
        if finding.criticism_needing_reply and finding.agency.province == province
    ]
    facts = {one.id: one for one in item_facts_between(connection, start - STILL_FRESH, start)}
    items = {finding.item_id for finding in found} & facts.keys()
    members = members_of_items(connection, items)
    return replace(
        inputs,
        findings=[*inputs.findings, *(finding for finding in found if finding.item_id in items)],
        facts={**inputs.facts, **{item: facts[item] for item in sorted(items)}},
        story_of={**inputs.story_of, **{item: member.story_id for item, member in members.items()}},
    )


def _named_in(
    connection: Connection, inputs: CountInputs, records: Sequence[Record]
) -> Mapping[int, Sequence[int]]:
    """For each project of an agency: the items about the agency in which all words of its title stand."""
    kinds = _project_kinds(inputs.scheme)
    projects = [record for record in records if record.kind in kinds]
    if not projects:
        return {}
    of_agency = _items_of(inputs.findings, {project.agency for project in projects})
    ids = {item for items in of_agency.values() for item in items}
    texts = items_by_id(connection, ids, as_stored=True)
    return {
        project.id: [item for item in sorted(of_agency[project.agency]) if _names(texts[item], project.title)]
        for project in projects
    }


def _project_kinds(scheme: Scheme) -> set[str]:
    kinds: set[str] = set()
    for use in scheme.uses:
        if use.measure == PROJECT_MEASURE:
            named = use.parameters.get("kinds", ("project",))
            kinds |= {str(kind) for kind in named} if isinstance(named, list | tuple) else set()
    return kinds


def _items_of(findings: Sequence[Finding], agencies: set[AgencyKey]) -> dict[AgencyKey, set[int]]:
    items: dict[AgencyKey, set[int]] = defaultdict(set)
    for finding in findings:
        if finding.agency in agencies:
            items[finding.agency].add(finding.item_id)
    return items


def _names(stored: StoredItem, title: str) -> bool:
    """Spaces and letter forms apart, every word of the title stands somewhere in the text."""
    text = same_name(" ".join(getattr(stored.item, field) or "" for field in TEXT_FIELDS))
    return all(same_name(word) in text for word in title.split())
