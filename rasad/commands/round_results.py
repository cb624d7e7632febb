"""What comes of a round, on a terminal and as JSON; Persian where people will read it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.canonical import canonical_bytes
from core.methodology import Profile
from core.round_results import RoundResults, ScoreChange


def results_as_json(results: RoundResults) -> Mapping[str, Any]:
    """The records as they are; agencies by their keys."""
    return {
        "points": [_record(one) for one in results.points],
        "letters": [_record(one) for one in results.letters],
        "certificates": [_record(one) for one in results.certificates],
        "tracks": [_record(one) | {"weak": [_weak(w) for w in one.weak]} for one in results.tracks],
        "agencies": [_record(one) for one in results.agencies],
        "corrections": {n: [_record(c) for c in changes] for n, changes in results.corrections.items()},
    }


def result_lines(results: RoundResults, profile: Profile) -> Iterator[str]:
    """For a person at a terminal."""
    names = {agency.key: agency.name for agency in profile.agencies}
    for trend in results.tracks:
        yield trend.words
        yield "    " + "، ".join(f"{one.band}: {one.count} ({one.percent}٪)" for one in trend.bands)
    for line in results.points:
        points = "قابل ارزیابی نیست" if line.points is None else f"{line.points:.2f} از {line.out_of:g}"
        yield f"points      {names[line.agency]}  {line.manager or '—'}  {points}"
    for decision in results.letters:
        word = "draft" if decision.draft else "no letter"
        yield f"{word:11} {names[decision.agency]}"
        yield from (f"    {reason}" for reason in decision.reasons)
        if decision.draft:
            yield f"    به: {decision.draft.recipient}؛ موضوع: {decision.draft.subject}"
            yield from (f"    {text}" for text in decision.draft.body.splitlines())
    for honour in results.certificates:
        equal = f" (برابر با {'، '.join(names[a] for a in honour.equal_to)})" if honour.equal_to else ""
        yield f"certificate {names[honour.agency]}  {honour.kind}{equal}"
        yield from (f"    {text}" for text in honour.body.splitlines())
    for number, changes in results.corrections.items():
        yield f"corrected({number})"
        yield from (f"    {line}" for line in change_lines(changes))


def change_lines(changes: Sequence[ScoreChange]) -> Iterator[str]:
    """One line for each score: old and new points, rank and band."""
    for one in changes:
        parts = [f"{_points(one.old_points)} → {_points(one.new_points)}"]
        if one.old_rank != one.new_rank:
            parts.append(f"rank {one.old_rank or '-'} → {one.new_rank or '-'}")
        if one.old_band != one.new_band:
            parts.append(f"band {one.old_band or '-'} → {one.new_band or '-'}")
        yield f"{one.agency} {one.subject}: {', '.join(parts)}"


def _points(value: float | None) -> str:
    return "no score" if value is None else f"{value:.4f}"


def _record(one: Any) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(canonical_bytes(one))
    if "agency" in record:
        record["agency"] = str(one.agency)
    if record.get("equal_to"):
        record["equal_to"] = [str(agency) for agency in one.equal_to]
    if record.get("draft"):
        record["draft"]["agency"] = str(one.agency)
    return record


def _weak(one: Any) -> dict[str, Any]:
    return {"month": str(one.month), "part": one.share.part, "whole": one.share.whole}
