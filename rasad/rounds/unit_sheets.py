"""What is sent to each agency with the draft: its numbers, and every item behind them with link and hash."""

import csv
from collections.abc import Sequence
from pathlib import Path

from core.agencies import Agency
from core.errors import InputError
from core.items import StoredItem
from core.methodology import Profile
from core.observations import Observation
from core.scores import Score
from rasad.wiring import Office
from storage.items import versions_by_id
from storage.observations import observations_of, versions_counted
from storage.scores import scores_of

HEADINGS = ("subject", "value", "state", "points", "why", "item", "version", "outlet", "title", "url", "hash")


def write_unit_sheets(office: Office, profile: Profile, round_id: int, folder: Path) -> list[Path]:
    """One CSV for every agency that takes part, named by its key."""
    with office.database.read() as connection:
        scores, observations = scores_of(connection, round_id), observations_of(connection, round_id)
        counted = versions_counted(connection, round_id)
        texts = versions_by_id(connection, set(counted.values()))
    items = {one.id: one for one in texts.values()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [
            _write(folder / f"{_file_name(agency)}.csv", agency, scores, observations, items)
            for agency in profile.agencies
            if agency.scored and any(s.agency == agency.key for s in scores)
        ]
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror}; name another --output") from error


def _write(
    path: Path,
    agency: Agency,
    scores: Sequence[Score],
    observations: Sequence[Observation],
    items: dict[int, StoredItem],
) -> Path:
    # Spreadsheets recognise UTF-8 by its mark.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.DictWriter(file, HEADINGS)
        sheet.writeheader()
        for score in scores:
            if score.agency == agency.key:
                points = "" if score.points is None else f"{score.points:.4f}"
                sheet.writerow({"subject": score.subject, "points": points})
        for one in observations:
            if one.agency == agency.key:
                value = "" if one.value is None else f"{one.value:g}"
                sheet.writerow(
                    {"subject": one.measure, "value": value, "state": one.state.value, "why": one.why}
                )
                sheet.writerows(_item_row(one.measure, items[item]) for item in one.items)
    return path


def _item_row(measure: str, stored: StoredItem) -> dict[str, object]:
    one = stored.item
    return {
        "subject": measure,
        "item": stored.id,
        "version": stored.version_id,
        "outlet": one.outlet,
        "title": _cell(one.title or one.lead or ""),
        "url": _cell(one.url or one.key),
        "hash": one.text_hash,
    }


def _cell(text: str) -> str:
    """A spreadsheet must not take somebody's headline for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def _file_name(agency: Agency) -> str:
    return str(agency.key).replace("/", "_").replace("#", "_")
