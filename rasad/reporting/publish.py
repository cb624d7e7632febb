"""Publishing: a month as static pages for any web server; what stood there once stays."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import mkdtemp

from core.agencies import AgencyKey
from core.calendar import JalaliMonth, jalali_date_words, tehran_day
from core.errors import InputError, RoundError
from core.methodology import Profile
from core.round_results import ScoreChange
from core.rounds import Round, RoundState, RoundStep, state_name
from core.scores import TOTAL
from rasad.operating.takedown import withhold_in
from rasad.reporting.month_view import view_round
from rasad.reporting.report_inputs import report_inputs
from rasad.rounds.round_results import round_results
from rasad.wiring import Office
from reports.month import MonthReport, month_report
from reports.outline import report_outline
from reports.persian import count_text, decimal_text
from reports.public import (
    ChangedScore,
    PublicCorrection,
    PublicVersion,
    PublishedMonth,
    front_page,
    month_page,
    shared_files,
    version_files,
)
from storage.round_steps import steps_of
from storage.rounds import rounds_of

PUBLIC_STATES = (RoundState.PUBLISHED, RoundState.CORRECTED)


def publish_month(office: Office, profile: Profile, month: JalaliMonth, output: Path) -> Path:
    """Write the month as it is published now, beside what was published of it before; the month's page.

    Raises RoundError when people have not published the round.
    """
    steps = _public_steps(office, profile, month)
    made = _round_of(office, profile, steps[-1])
    inputs = report_inputs(office, profile, made, view_round(office, profile, month))
    report = month_report(inputs)
    outline = report_outline(report, inputs)
    corrections = _corrections(office, profile, month, steps)
    folder = output / profile.id / str(month)
    try:
        _write_version(
            folder / str(len(steps)), version_files(report, outline.query, outline.query_hash, corrections)
        )
        (folder / "index.html").write_bytes(month_page(report, _versions(folder, steps), corrections))
        for name, content in shared_files():
            (output / profile.id / name).write_bytes(content)
        _write_front(output / profile.id, report)
        withhold_in(office, output / profile.id)
    except OSError as error:
        raise InputError(f"{output}: cannot be written: {error.strerror}; name another --output") from error
    return folder / "index.html"


def _public_steps(office: Office, profile: Profile, month: JalaliMonth) -> Sequence[RoundStep]:
    """The publication and the corrections after it."""
    with office.database.read() as connection:
        steps = steps_of(connection, profile.id, profile.scheme, month)
    public = [step for step in steps if step.state in PUBLIC_STATES]
    if not public:
        raise RoundError(
            f"the round of {month} of {profile.id} is '{state_name(list(steps))}', not published; "
            f"a lead publishes it with `rasad round publish {month} --by NAME`"
        )
    return public


def _round_of(office: Office, profile: Profile, step: RoundStep) -> Round:
    with office.database.read() as connection:
        return next(made for made in rounds_of(connection, profile.id) if made.id == step.round_id)


def _versions(folder: Path, steps: Sequence[RoundStep]) -> list[PublicVersion]:
    """Those that were written, newest first; one that was never published to this folder is not linked."""
    found = [
        PublicVersion(folder=str(number), date=_day(step), is_newest=number == len(steps))
        for number, step in enumerate(steps, start=1)
        if (folder / str(number) / "index.html").is_file()
    ]
    return found[::-1]


def _write_version(folder: Path, files: Iterator[tuple[str, bytes]]) -> None:
    """All files or none; a version that stands is left as it was published."""
    if folder.exists():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    half = Path(mkdtemp(prefix=".half-", dir=folder.parent))
    try:
        for name, content in files:
            (half / name).write_bytes(content)
        # A folder made for one person alone is of no use to a web server.
        half.chmod(0o755)
        half.rename(folder)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise


def _write_front(folder: Path, report: MonthReport) -> None:
    found = sorted((path.parent.name for path in folder.glob("*/index.html")), reverse=True)
    months = [
        PublishedMonth(folder=name, name=JalaliMonth.parse(name).name, office=report.heading.office)
        for name in found
    ]
    (folder / "index.html").write_bytes(front_page(months))


def _corrections(
    office: Office, profile: Profile, month: JalaliMonth, steps: Sequence[RoundStep]
) -> list[PublicCorrection]:
    """What each correction changed, the newest first."""
    changed = round_results(office, profile, month).corrections
    names = {agency.key: agency.name for agency in profile.agencies}
    corrected = [step for step in steps if step.state is RoundState.CORRECTED]
    found = [
        PublicCorrection(
            number=count_text(number),
            date=_day(step),
            reason=step.reason,
            rows=tuple(_changed(one, names) for one in changed.get(number, ()) if one.subject == TOTAL),
        )
        for number, step in enumerate(corrected, start=1)
    ]
    return found[::-1]


def _changed(one: ScoreChange, names: Mapping[AgencyKey, str]) -> ChangedScore:
    return ChangedScore(
        agency=names.get(one.agency, str(one.agency)),
        old=_points(one.old_points),
        new=_points(one.new_points),
        old_rank=count_text(one.old_rank) if one.old_rank else "—",
        new_rank=count_text(one.new_rank) if one.new_rank else "—",
    )


def _points(value: float | None) -> str:
    return "بی‌امتیاز" if value is None else decimal_text(value, 2)


def _day(step: RoundStep) -> str:
    return jalali_date_words(tehran_day(step.at))
