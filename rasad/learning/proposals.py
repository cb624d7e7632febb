"""Proposals of an installation: made from corrections, tried on its items, accepted or declined by people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from core.attributions import Attribution
from core.audit import AuditEntry
from core.errors import InputError
from core.items import ItemText
from core.methodology import Methodology
from core.trials import Effect
from nlp.attribute import Attributor
from nlp.fold import compact_form
from nlp.learning.accepted import ACCEPTED
from nlp.learning.lessons import claims_taught
from nlp.learning.proposals import Proposal, entries_with, proposals_of
from rasad.learning.lessons import decided_items
from rasad.load_config import load_methodology
from rasad.wiring import Office, Progress, no_progress
from storage.audit import append_audit, audited_subjects
from storage.awaiting import versions_not_done
from storage.users import user_by_name

ACCEPT, DECLINE = "accept proposal", "decline proposal"
TRY = "try"
TRIED_AT_ONCE = 500
SHOWN_BESIDE = 70
"""Letters of the text before and behind the words that decide."""
HEADER = """\
# Words that people of this office accepted from corrections (`rasad proposals accept`).
# Remove an entry to undo it; what comments you add here is lost at the next acceptance.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A proposal with the stored items whose claims it would change, of those that hold its words."""

    proposal: Proposal
    held_by: int
    effects: tuple[Effect, ...]

    @property
    def changes(self) -> tuple[int, ...]:
        """The items."""
        return tuple(effect.item_id for effect in self.effects)


def open_proposals(office: Office) -> list[Proposal]:
    """What corrections suggest and nobody has decided about."""
    reader = office.reader
    attributor = reader.understander.attributor
    decided = decided_items(
        office.database, reader.text_of, audit_share=office.methodology.settings.audit_share
    )
    with office.database.read() as connection:
        settled = audited_subjects(connection, ACCEPT) | audited_subjects(connection, DECLINE)
    found = proposals_of(claims_taught(decided, attributor), decided, attributor)
    return [one for one in found if one.id not in settled]


def try_proposals(
    office: Office, proposals: Sequence[Proposal], progress: Progress = no_progress
) -> list[Tried]:
    """Read every stored text that holds the words of a proposal, with it and without it."""
    held: dict[str, int] = {one.id: 0 for one in proposals}
    effects: dict[str, list[Effect]] = {one.id: [] for one in proposals}
    now = office.reader.understander
    trials = [(one, compact_form(one.words), _with(office, one)) for one in proposals]
    texts = _texts(office) if proposals else ()
    for read, (item_id, text, compact) in enumerate(texts, start=1):
        if read % TRIED_AT_ONCE == 0:
            progress(TRY, read, None)
        for one, words, attributor in trials:
            if words in compact:
                held[one.id] += 1
                before = now.attributor.attribute(text).attributions
                after = attributor.attribute(text).attributions
                if after != before:
                    effects[one.id].append(_effect(item_id, text, before, after))
    return [Tried(proposal=p, held_by=held[p.id], effects=tuple(effects[p.id])) for p in proposals]


def accept_proposal(office: Office, wanted: str, *, by: str, now: datetime) -> tuple[Proposal, Path]:
    """Write it into the installation's own configuration; raises InputError, and then nothing is changed."""
    proposal = _proposal(office, wanted, by)
    path = office.home.config / "lexicon" / f"{ACCEPTED}.yaml"
    before = path.read_bytes() if path.exists() else None
    file: Mapping[str, Any] = yaml.safe_load(before) or {} if before else {}
    written = entries_with(file, [proposal])
    _check(office.methodology, written)
    _write(path, HEADER + yaml.safe_dump(written, allow_unicode=True, sort_keys=False))
    try:
        load_methodology(office.home.config_folders)
        _note(office, ACCEPT, proposal, by, now)
    except Exception:
        path.unlink() if before is None else path.write_bytes(before)
        raise
    return proposal, path


def decline_proposal(office: Office, wanted: str, *, by: str, now: datetime) -> Proposal:
    """Remember that nobody wants it: it is not proposed again."""
    proposal = _proposal(office, wanted, by)
    _note(office, DECLINE, proposal, by, now)
    return proposal


def _proposal(office: Office, wanted: str, by: str) -> Proposal:
    with office.database.read() as connection:
        if user_by_name(connection, by) is None:
            raise InputError(f"there is no user '{by}'; make the account with `rasad user add {by}`")
    for one in open_proposals(office):
        if one.id == wanted:
            return one
    raise InputError(f"there is no open proposal '{wanted}'; `rasad proposals list` shows them")


def _note(office: Office, action: str, proposal: Proposal, by: str, now: datetime) -> None:
    new = f"{proposal.kind.value}: {proposal.entry}"
    with office.database.begin() as connection:
        append_audit(connection, AuditEntry(who=by, at=now, action=action, subject=proposal.id, new=new))


def _effect(
    item_id: int, text: ItemText, before: Sequence[Attribution], after: Sequence[Attribution]
) -> Effect:
    """What changes, with the first words of a changed claim as they stand in the text."""
    old, new = ({str(claim.agency): claim for claim in claims} for claims in (before, after))
    gained, lost = [key for key in new if key not in old], [key for key in old if key not in new]
    altered = [key for key in new if key in old and new[key] != old[key]]
    changed = [new[key] for key in gained] or [old[key] for key in (*lost, *altered)]
    # An order that alone is another one changes no claim, and has no words of its own.
    mention = next((m for claim in changed for m in claim.evidence), None)
    whole = (getattr(text, mention.field) or "") if mention else ""
    start, end = (mention.start, mention.end) if mention else (0, 0)
    return Effect(
        item_id=item_id,
        before=whole[max(0, start - SHOWN_BESIDE) : start],
        words=whole[start:end],
        after=whole[end : end + SHOWN_BESIDE],
        gained=tuple(gained),
        lost=tuple(lost),
        altered=tuple(altered),
    )


def _with(office: Office, proposal: Proposal) -> Attributor:
    """The attributor in force, as it would be with the proposal."""
    file = office.methodology.lexicon.get(ACCEPTED)
    written = entries_with(file if isinstance(file, Mapping) else {}, [proposal])
    return _attributor(office.methodology, written).taught(office.reader.understander.learned)


def _check(methodology: Methodology, written: Mapping[str, object]) -> None:
    """Raises ConfigError when the lexicon cannot be built so."""
    _attributor(methodology, written)


def _attributor(methodology: Methodology, written: Mapping[str, object]) -> Attributor:
    return Attributor(replace(methodology, lexicon={**methodology.lexicon, ACCEPTED: written}))


def _texts(office: Office) -> Iterator[tuple[int, ItemText, str]]:
    """Every current text with its folded form."""
    text_of = office.shipped_reader.text_of
    after = 0
    while True:
        with office.database.read() as connection:
            batch = versions_not_done(connection, lambda _ids: set(), TRIED_AT_ONCE, after=after)
        if not batch:
            return
        for stored in batch:
            text = text_of(stored.item)
            whole = " ".join(part for part in (text.title, text.lead, text.body) if part)
            yield stored.id, text, compact_form(whole)
        after = batch[-1].version_id


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(content, encoding="utf-8")
    beside.replace(path)
