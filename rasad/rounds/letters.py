"""The letters and certificates of a month's round, written for a person to sign; nothing is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.agencies import Agency, AgencyKey
from core.calendar import JalaliMonth, jalali_date_numbers, tehran_day
from core.errors import InputError
from core.methodology import Profile
from core.round_results import Certificate, LetterDecision, RoundResults
from rasad.rounds.round_results import round_results
from rasad.wiring import Office
from reports.letters import CERTIFICATE, LETTER, Letter, letter_files
from reports.numbers import agency_id
from storage.rounds import latest_round

FOLDER = "reports"
"""Of the templates, below each config folder."""
CERTIFICATE_TITLES = {"best": "تقدیرنامه", "improved": "تقدیرنامهٔ پیشرفت"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLetters:
    """The files that were written, and the agencies of the lowest band that get no letter."""

    files: tuple[Path, ...]
    refused: tuple[LetterDecision, ...]


def write_letters(
    office: Office, profile: Profile, month: JalaliMonth, folder: Path | None = None
) -> WrittenLetters:
    """PDF and DOCX of every letter and certificate that is due; nobody reads them at a web address."""
    results = round_results(office, profile, month)
    with office.database.read() as connection:
        made = latest_round(connection, profile.id, month, profile.scheme)
    if made is None:
        raise InputError(f"{month} of {profile.id} has no round yet; run `rasad score {month}` first")
    folder = folder or office.home.folder / "letters" / profile.id / str(month)
    day = jalali_date_numbers(tehran_day(made.made_at))
    letters = _letters(office, profile, month, results, day)
    files = letter_files(letters, lambda name: template(office, name), made.made_at)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            (folder / file.path).write_bytes(file.content)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror}; name another --output") from error
    return WrittenLetters(
        files=tuple(folder / file.path for file in files),
        refused=tuple(one for one in results.letters if one.draft is None),
    )


def template(office: Office, name: str) -> Path:
    """The office's own template of that name, else the one we ship."""
    found = [path for folder in office.home.config_folders if (path := folder / FOLDER / name).is_file()]
    if not found:
        raise InputError(f"there is no template {FOLDER}/{name}; put one into {office.home.config}")
    return found[-1]


def _letters(
    office: Office, profile: Profile, month: JalaliMonth, results: RoundResults, day: str
) -> Sequence[Letter]:
    agencies = {agency.key: agency for agency in profile.agencies}
    letters = [
        Letter(
            kind=LETTER,
            name=f"letter-{agency_id(one.agency)}",
            office=profile.name,
            recipient=one.draft.recipient,
            signatory=one.draft.signatory,
            subject=one.draft.subject,
            body=_paragraphs(one.draft.body),
            month=month.name,
            agency=agencies[one.agency].name,
            date=day,
        )
        for one in results.letters
        if one.draft is not None
    ]
    signatory = office.methodology.round_rules.letters.signatory
    return [
        *letters,
        *(_certificate(c, profile, agencies, month, day, signatory) for c in results.certificates),
    ]


def _certificate(
    one: Certificate,
    profile: Profile,
    agencies: dict[AgencyKey, Agency],
    month: JalaliMonth,
    day: str,
    signatory: str,
) -> Letter:
    names = "، ".join(agencies[key].name for key in one.equal_to if key in agencies)
    equal = (f"این جایگاه با {names} برابر است.",) if names else ()
    return Letter(
        kind=CERTIFICATE,
        name=f"certificate-{one.kind}-{agency_id(one.agency)}",
        office=profile.name,
        recipient=f"روابط عمومی {agencies[one.agency].name}",
        signatory=signatory,
        subject=CERTIFICATE_TITLES[one.kind],
        body=(*_paragraphs(one.body), *equal),
        month=month.name,
        agency=agencies[one.agency].name,
        date=day,
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    """A block of YAML breaks its lines where the file does; an empty line begins a paragraph."""
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())
