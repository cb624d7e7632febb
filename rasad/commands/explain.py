"""`rasad explain`: where an attribution or a score comes from."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from core.attributions import Mention
from core.calendar import tehran_minute
from core.intervals import ScoreInterval
from core.items import StoredItem
from core.observations import Observation
from core.posts import StoredPost, ViewCount
from core.scores import TOTAL, Score
from rasad.collecting.versions import history_of
from rasad.commands.given import given_lines
from rasad.commands.options import (
    HomeOption,
    JsonOption,
    NowOption,
    ProfileOption,
    open_home,
    print_json,
    read_month,
    read_now,
)
from rasad.commands.versions import version_lines
from rasad.reporting.month import profile_of
from rasad.rounds.explain import ExplainedItem, ExplainedScore, adds_up, explain_item, explain_score

app = typer.Typer(help="Where an attribution or a score comes from.", no_args_is_help=True)
_console = Console(highlight=False, soft_wrap=True, markup=False)


@app.command("item")
def item(
    item_id: Annotated[int, typer.Argument(metavar="ID")],
    versions: Annotated[
        bool, typer.Option("--versions", help="Every text it has had, with the difference by words.")
    ] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """What was found in an item, what was refused and by which rule, and where the province came from."""
    if versions:
        _print_versions(item_id, home, as_json=as_json)
        return
    explained = explain_item(open_home(home), item_id)
    if as_json:
        print_json(asdict(explained))
        return
    for line in _item_lines(explained):
        _console.print(line)


@app.command("score")
def score(
    agency: Annotated[str, typer.Argument(help="The agency's key or name.")],
    subject: Annotated[str, typer.Argument(help="An indicator, a domain, or total.")] = TOTAL,
    month: Annotated[
        str | None, typer.Argument(metavar="[MONTH]", help="A Jalali month such as 1404-08.")
    ] = None,
    profile: ProfileOption = None,
    home: HomeOption = None,
    now: NowOption = None,
    as_json: JsonOption = False,
) -> None:
    """Walk from a score to its measures, and from each to every item and probe it counted."""
    office = open_home(home)
    wanted = read_month(month, read_now(now))
    explained = explain_score(office, profile_of(office, profile), agency, subject, wanted)
    if as_json:
        print_json(asdict(explained))
        return
    for line in _score_lines(explained):
        _console.print(line)


def _print_versions(item_id: int, home: Path | None, *, as_json: bool) -> None:
    history = history_of(open_home(home), item_id)
    if as_json:
        print_json(asdict(history))
        return
    for line in version_lines(history):
        _console.print(line)


def _item_lines(explained: ExplainedItem) -> Iterable[str]:
    said = explained.understanding
    yield from _item_head(explained.stored)
    yield f"read by {said.made_by}" + (
        ""
        if said.made_by == explained.stored_made_by
        else f"; stored claims are by {explained.stored_made_by or 'nobody'}"
    )
    for claim in said.attributions:
        yield f"found    {claim.agency}  {claim.name}"
        yield f"         {claim.role.value}, confidence {claim.confidence:.2f}, because {claim.reason}"
        yield from (f"         {_mention(mention)}" for mention in claim.evidence)
    for refusal in said.refusals:
        yield f"refused  {_mention(refusal.mention)}  by {refusal.rule}"
    for province, weight, why in said.province_votes:
        yield f"place    {province} {weight:+.1f} from {why}"
    reading = said.reading
    yield f"reading  topic {reading.topic}, service reflection {reading.service_reflection}"
    for one in explained.corrections:
        yield f"decided  {one.decision.value} {one.subject} by {one.decided_by}: {one.reason}"
    for finding in explained.findings:
        yield f"counts   {finding.agency} as {finding.role.value}, by the word of a {finding.basis.value}"
    if explained.story:
        credit = f", taken from «{explained.story.credit}» by its own word" if explained.story.credit else ""
        yield f"story    {explained.story.story_id}, {explained.story.relation.value}{credit}"
    yield from (f"dates    {doubt}" for doubt in explained.date_doubts)
    if explained.post:
        yield from _post_lines(explained.post, explained.views)


def _post_lines(post: StoredPost, views: Iterable[ViewCount]) -> Iterable[str]:
    facts = post.post.facts
    signs = ("edited" if facts.is_edited else "", facts.forwarded_from and f"from {facts.forwarded_from}")
    said = ", ".join(filter(None, (*facts.media, *signs)))
    yield f"post     {post.post.address}{f'  {said}' if said else ''}"
    for count in views:
        yield f"views    {tehran_minute(count.at)}  {count.printed}"
    yield f"seen     {tehran_minute(post.first_seen)} to {tehran_minute(post.post.seen_at)}"
    if post.gone_at:
        yield f"gone     {tehran_minute(post.gone_at)}: the posts around it were shown, and it was not"


def _item_head(stored: StoredItem) -> Iterable[str]:
    one = stored.item
    when = tehran_minute(one.published.at) if one.published else "unknown"
    yield f"item {stored.id}, version {stored.version}: {one.title or one.lead or ''}"
    yield f"{one.outlet}  {one.url or one.key}"
    yield f"published {when} ({one.published.rule if one.published else '-'})"
    yield f"first seen {tehran_minute(one.first_seen)}, {one.origin.value}"


def _mention(mention: Mention) -> str:
    return f"{mention.field}[{mention.start}:{mention.end}] «{mention.surface}» ({mention.part})"


def _score_lines(explained: ExplainedScore) -> Iterable[str]:
    made = explained.round
    scheme = f"scheme {made.scheme} {made.scheme_version}"
    yield f"{explained.score.agency}, {made.month}, {scheme}, revision {made.revision}"
    yield f"manifest {explained.manifest_hash}"
    yield from _one_score(explained.score)
    if explained.interval:
        yield from _interval_lines(explained.interval)
    for part in explained.parts:
        yield from _one_score(part)
    for observation in explained.observations:
        yield from _observation_lines(observation, explained)
    for probe in explained.probes:
        shown = tehran_minute(probe.newest_item_at) if probe.newest_item_at else "no dated item"
        answer = f"newest {shown}" if probe.answered else f"no answer: {probe.why}"
        yield f"probe {probe.outlet}  {tehran_minute(probe.at)}  {answer}"


def _one_score(one: Score) -> Iterable[str]:
    points = "no score" if one.points is None else f"{one.points:.4f}"
    rank = f", rank {one.rank} of {one.ranked_among}" if one.rank else ""
    yield f"{one.subject}: {points}{rank}, available weight {one.available_weight:.2f}"
    for part in one.trace:
        value = "-" if part.value is None else f"{part.value:g}"
        gives = "-" if part.points is None else f"{part.points:.4f}"
        how = f"({part.state.value}; {part.rule})"
        yield f"    {part.name}: {value} gives {gives} × weight {part.weight:g} {how}"
    if one.points is not None:
        made = sum((part.points or 0.0) * part.weight for part in one.trace)
        yield f"    sum of the parts {made:.4f}{'' if adds_up(one) else ', which is not the score'}"


def _interval_lines(one: ScoreInterval) -> Iterable[str]:
    yield f"    possible with the unseen days {one.possible[0]:.2f}–{one.possible[1]:.2f}"
    if one.drawn and one.corrected is not None:
        yield f"    corrected {one.corrected:.2f}, 5–95 % {one.drawn[0]:.2f}–{one.drawn[1]:.2f}"
    if one.rank and one.rank[0] != one.rank[1]:
        yield f"    ranks left open {one.rank[0]}–{one.rank[1]}"


def _observation_lines(one: Observation, explained: ExplainedScore) -> Iterable[str]:
    seen = f"{one.completeness.seen} of {one.completeness.expected} source-days seen"
    if one.completeness.suspect:
        seen += f", {one.completeness.suspect} of them suspect"
    value = one.state.value if one.value is None else f"{one.value:g}"
    yield f"measure {one.measure}: {value}; {seen}; {one.probes} probes {one.why}"
    counted = set(one.counted)
    for item_id in one.items:
        stored, finding = explained.items[item_id], explained.findings.get(item_id)
        mark = "*" if item_id in counted else "-"
        basis = (
            f"{finding.role.value} by {finding.basis.value} {finding.confidence:.2f}"
            if finding
            else "own site"
        )
        words = stored.item.title or stored.item.lead or ""
        yield f"    {mark} item {item_id} version {stored.version}  {basis}  {stored.item.outlet}  {words}"
        yield f"        {stored.item.url or stored.item.key}"
        yield from (f"        {_mention(mention)}" for mention in explained.evidence[item_id])
    for given in explained.handed_in.get(one.measure, ()):
        yield from (f"    {line}" for line in given_lines(given))
