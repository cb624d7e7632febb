"""`rasad letters`: drafts and certificates as files, from the office's own templates where it has some."""

import re
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest

from core.agencies import AgencyKey
from core.errors import InputError
from core.round_results import Certificate, LetterDecision, LetterDraft, RoundResults
from rasad.reporting.month import count_and_score
from rasad.rounds.letters import write_letters
from rasad.wiring import Office
from reports.formats.docx_template import filled_docx
from reports.letters import LETTER, Letter, letter_files
from tests.story.round_office import (
    AFTER,
    FILES,
    GAS,
    MEHR,
    POST,
    STORIES,
    TAX,
    live_through,
    new_office,
    rasad,
    scored_office,
)

CONFIG = Path(__file__).parents[2] / "config" / "reports"
AT = datetime(2025, 10, 25, 6, tzinfo=UTC)
HOSTILE = '=1+1 #strong[x] {subject} </w:t> <script> "می‌توان"'


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return scored_office(tmp_path_factory.mktemp("letters") / "home")


def _results(refused: AgencyKey = TAX) -> RoundResults:
    draft = LetterDraft(
        agency=GAS,
        recipient="سرپرست نهاد بالادست",
        signatory="فرماندار آزمون",
        subject="کم‌کاری روابط عمومی",
        body="بند نخست دربارهٔ\nشرکت گاز.\n\nبند دوم می‌گوید چه باید کرد.",
    )
    return RoundResults(
        points=(),
        letters=(
            LetterDecision(agency=GAS, draft=draft),
            LetterDecision(agency=refused, draft=None, reasons=("هنوز قطعی نیست",)),
        ),
        certificates=(Certificate(agency=POST, kind="best", body="رتبهٔ نخست را گرفت.", equal_to=(TAX,)),),
        tracks=(),
        agencies=(),
        corrections={},
    )


def _write(office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    monkeypatch.setattr("rasad.rounds.letters.round_results", lambda *_: _results())
    written = write_letters(office, office.methodology.profiles["kavir"], MEHR, folder)
    assert [one.agency for one in written.refused] == [TAX]
    return {path.name.partition("-")[0] + path.suffix: path for path in written.files}


def _pdf_text(path: Path) -> str:
    text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()
    return re.sub(r"[\u202a-\u202e\u2066-\u2069\u200e\u200f]", "", text)


def _docx_text(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


def _letter(**changes: object) -> Letter:
    letter = Letter(
        kind=LETTER,
        name="letter-x",
        office="دفتر آزمون",
        recipient="گیرنده",
        signatory="امضاکننده",
        subject="موضوع نامه",
        body=("یک بند.",),
        month="مهر ۱۴۰۴",
        agency="شرکت آزمون",
        date="۱۴۰۴/۰۸/۰۳",
    )
    return replace(letter, **changes)  # type: ignore[arg-type]


def test_each_letter_and_certificate_is_a_pdf_and_a_docx(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = _write(office, tmp_path, monkeypatch)

    assert files.keys() == {"letter.pdf", "letter.docx", "certificate.pdf", "certificate.docx"}
    assert "بند دوم می‌گوید چه باید کرد" in _pdf_text(files["letter.pdf"])
    assert "سرپرست نهاد بالادست" in _docx_text(files["letter.docx"].read_bytes())
    assert "این جایگاه با امور مالیاتی برابر است" in _docx_text(files["certificate.docx"].read_bytes())


def test_a_paragraph_of_the_body_is_a_paragraph_of_the_letter(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = docx.Document(str(_write(office, tmp_path, monkeypatch)["letter.docx"]))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]

    assert "بند نخست دربارهٔ شرکت گاز." in paragraphs
    assert "بند دوم می‌گوید چه باید کرد." in paragraphs


def test_writing_again_gives_the_same_bytes(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = {name: path.read_bytes() for name, path in _write(office, tmp_path, monkeypatch).items()}

    assert {n: p.read_bytes() for n, p in _write(office, tmp_path, monkeypatch).items()} == first


def test_the_offices_own_templates_are_taken_before_ours(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = office.home.config / "reports"
    own.mkdir(exist_ok=True)
    document = docx.Document()
    document.add_paragraph("سربرگ ویژهٔ ما به {recipient}")
    document.save(str(own / "letter.docx"))
    (own / "letter.typ").write_text(
        '#set document(title: "x")\n#set text(lang: "fa", dir: rtl, font: "Vazirmatn")\n'
        "#let l = json(bytes(sys.inputs.outline))\nسربرگ چاپی ما، #l.recipient",
        encoding="utf-8",
    )
    files = _write(office, tmp_path, monkeypatch)
    for path in own.iterdir():
        path.unlink()

    assert _docx_text(files["letter.docx"].read_bytes()) == "سربرگ ویژهٔ ما به سرپرست نهاد بالادست"
    assert "سربرگ چاپی ما" in _pdf_text(files["letter.pdf"])


def test_a_placeholder_cut_into_runs_is_still_filled() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for part in ("به {rec", "ipi", "ent} عزیز"):
        paragraph.add_run(part)
    out = BytesIO()
    document.save(out)

    assert _docx_text(filled_docx(out.getvalue(), {"recipient": ["مهسا"]})) == "به مهسا عزیز"


def test_a_placeholder_that_nothing_fills_is_named() -> None:
    document = docx.Document()
    document.add_paragraph("{salary}")
    out = BytesIO()
    document.save(out)

    with pytest.raises(InputError, match=r"placeholder '\{salary\}', which nothing fills; there are body"):
        filled_docx(out.getvalue(), {"body": ["x"]})


def test_hostile_words_stay_words() -> None:
    files = letter_files([_letter(body=(HOSTILE,))], lambda name: CONFIG / name, AT)
    by_name = {file.path: file.content for file in files}

    assert HOSTILE in _docx_text(by_name["letter-x.docx"])
    assert b"<w:script" not in by_name["letter-x.docx"]


def test_hostile_words_are_printed_as_they_stand(tmp_path: Path) -> None:
    files = letter_files([_letter(body=("#strong[x] #import پایان",))], lambda name: CONFIG / name, AT)
    path = tmp_path / "letter.pdf"
    path.write_bytes(next(file.content for file in files if file.path.endswith(".pdf")))
    words = _pdf_text(path)

    assert "strong[x]" in words
    assert "import" in words


def test_the_command_says_why_there_is_no_letter(tmp_path: Path) -> None:
    scheme = FILES["schemes/kavir.yaml"].replace("from_score: 30", "from_score: 48")
    office = new_office(tmp_path / "home", {**FILES, "schemes/kavir.yaml": scheme})
    live_through(office, MEHR, STORIES)
    count_and_score(office, office.methodology.profiles["kavir"], MEHR, AFTER)
    said = rasad(office, "letters", str(MEHR), "--output", str(tmp_path / "out"))

    assert "no letter: آب و فاضلاب" in said
    assert "دور هنوز قطعی نشده است." in said
    assert list((tmp_path / "out").iterdir()) == []


def test_letters_lie_where_no_web_address_leads(office: Office) -> None:
    rasad(office, "letters", str(MEHR))

    assert (office.home.folder / "letters" / "kavir" / "1404-07").is_dir()
    assert not (office.home.folder / "letters").is_relative_to(office.home.reports)
