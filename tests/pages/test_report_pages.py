"""The pages: the same bytes again, no scripts, nobody else's hosts, and text that cannot break out."""

import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

import pytest

from core.errors import InputError
from core.items import StoredItem
from reports.formats.html import MANIFEST, write_html
from reports.formats.html_pages import report_pages
from reports.inputs import ReportInputs
from reports.month import MonthReport, month_report
from tests.pages.reports.sample_month import sample_inputs, sample_report, small_report

ROOT = Path(__file__).parents[3]
HOSTILE = "<script>alert(1)</script>\"' onload=x {{ 7*7 }} =1+1 \u202eوارونه"


class _Tags(HTMLParser):
    """Collects the elements of a page with their attributes, and whether they close."""

    VOID = frozenset({"meta", "link", "br", "rect", "circle", "path", "img"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.problems: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}>")


def _with_text(inputs: ReportInputs, text: str) -> ReportInputs:
    """The same month, but every title, lead and address an outlet gave holds the text."""

    def changed(stored: StoredItem) -> StoredItem:
        url = f"https://kavir.example/?q={text}"
        return replace(stored, item=replace(stored.item, title=text, lead=text, url=url))

    items = {item_id: changed(stored) for item_id, stored in inputs.items.items()}
    return replace(_without_evidence(inputs), items=items)


def _pages(report: MonthReport) -> dict[str, str]:
    return dict(report_pages(report))


@cache
def _sample_pages() -> dict[str, str]:
    return _pages(sample_report())


@cache
def _sample_tags() -> dict[str, _Tags]:
    return {name: _Tags(page) for name, page in _sample_pages().items()}


def _digest() -> str:
    pages = sorted(_pages(month_report(sample_inputs())).items())
    return sha256(repr(pages).encode()).hexdigest()


def test_another_process_gives_the_same_bytes() -> None:
    """A process orders its sets by a seed of its own."""
    code = "from tests.pages.test_report_pages import _digest; print(_digest())"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert other.stdout.strip() == _digest()


def test_writing_twice_gives_the_same_files(tmp_path: Path) -> None:
    write_html(small_report(), tmp_path)
    first = {f: f.read_bytes() for f in tmp_path.rglob("*") if f.is_file()}
    write_html(small_report(), tmp_path)

    assert {f: f.read_bytes() for f in tmp_path.rglob("*") if f.is_file()} == first


def test_the_front_page_is_returned_and_everything_it_needs_lies_beside_it(tmp_path: Path) -> None:
    front = write_html(small_report(), tmp_path / "report")

    assert front == tmp_path / "report" / "index.html"
    assert (front.parent / "static" / "rasad.css").is_file()
    assert (front.parent / "static" / "fonts" / "OFL.txt").is_file()


def test_writing_again_removes_our_old_pages_and_keeps_what_is_not_ours(tmp_path: Path) -> None:
    write_html(small_report(), tmp_path)
    kept = tmp_path / "notes.txt"
    kept.write_text("یادداشت", encoding="utf-8")
    smaller = replace(small_report(), agencies=())
    write_html(smaller, tmp_path)

    assert kept.exists()
    assert list((tmp_path / "agencies").iterdir()) == []
    assert "agencies/" not in (tmp_path / MANIFEST).read_text(encoding="utf-8")


def test_a_folder_with_other_things_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"x")

    with pytest.raises(InputError, match="not a report"):
        write_html(small_report(), tmp_path)


def test_a_forged_manifest_removes_nothing_outside_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "precious.txt"
    outside.write_text("x", encoding="utf-8")
    folder = tmp_path / "report"
    folder.mkdir()
    (folder / MANIFEST).write_text('{"report": {}, "files": {"../precious.txt": ""}}', encoding="utf-8")
    write_html(small_report(), folder)

    assert outside.exists()


def test_every_page_is_persian_right_to_left_and_well_formed() -> None:
    for name, parsed in _sample_tags().items():
        attributes = dict(parsed.tags)["html"]

        assert (attributes["lang"], attributes["dir"]) == ("fa", "rtl"), name
        assert parsed.problems == [], name
        assert parsed.open == [], name


def test_pages_need_no_script_no_inline_style_and_no_other_host() -> None:
    for name, page in _sample_tags().items():
        for tag, attributes in page.tags:
            assert tag not in {"script", "style", "iframe", "object", "embed"}, name
            assert "style" not in attributes, name
            assert not [a for a in attributes if a.startswith("on")], name
            if tag != "a":
                assert not re.search(r"https?:", attributes.get("href") or attributes.get("src") or ""), name


def test_every_link_inside_the_report_leads_to_a_page_or_file_of_it(tmp_path: Path) -> None:
    write_html(sample_report(), tmp_path)
    broken = []
    for name, page in _sample_tags().items():
        for _, attributes in page.tags:
            address = (attributes.get("href") or "").partition("#")[0]
            if address and not address.startswith("http"):
                target = (tmp_path / PurePosixPath(name).parent / address).resolve()
                broken += [] if target.is_file() else [(name, address)]

    assert broken == []


def test_hostile_text_changes_nothing_but_its_own_place() -> None:
    plain = _pages(month_report(_with_text(sample_inputs(), "متن")))
    hostile = _pages(month_report(_with_text(sample_inputs(), HOSTILE)))

    assert plain.keys() == hostile.keys()
    for name, page in hostile.items():
        assert [tag for tag, _ in _Tags(page).tags] == [tag for tag, _ in _Tags(plain[name]).tags], name
        assert "\u202e" not in re.sub(r'href="[^"]*"', "", page), name
        assert "<script" not in page, name


def test_an_address_that_is_not_of_the_web_is_no_link() -> None:
    inputs = sample_inputs()
    first = next(iter(inputs.items.values()))
    bad = replace(first, item=replace(first.item, url="javascript:alert(1)"))
    page = _pages(month_report(replace(inputs, items={**inputs.items, first.id: bad})))[
        f"items/{first.id}.html"
    ]

    assert "javascript" not in page


def test_long_lists_are_cut_into_pages_that_together_hold_every_item() -> None:
    report = replace(sample_report(), items_a_page=30)
    pages = _pages(report)
    of_all = [name for name in pages if re.fullmatch(r"lists/all(--\d+)?\.html", name)]

    assert of_all == ["lists/all.html", "lists/all--2.html", "lists/all--3.html"]
    assert sum(pages[name].count('<article class="item"') for name in of_all) == len(
        report.lists["all"].item_ids
    )
    assert 'aria-current="page"' in pages["lists/all--2.html"]


def test_no_latin_digit_stands_in_the_text_of_the_front_page() -> None:
    page = _sample_pages()["index.html"]
    ours = re.sub(r"<bdi[^>]*>.*?</bdi>", "", page, flags=re.DOTALL)
    text = re.sub(r"<[^>]+>", "", ours)

    assert re.findall(r"[0-9]+", text) == []


def test_charts_follow_the_portable_rule_for_text() -> None:
    for name, page in _sample_pages().items():
        for tag, attributes in _sample_tags()[name].tags:
            if tag == "text":
                assert (attributes["direction"], attributes["text-anchor"]) == ("ltr", "middle"), name
        for label in re.findall(r"<text[^>]*>(.*?)</text>", page):
            assert label.startswith("\u2067"), name
            assert label.endswith("\u2069"), name


def _without_evidence(inputs: ReportInputs) -> ReportInputs:
    """Claims without spans, so that the texts may be exchanged."""
    bare = {
        item_id: replace(
            understanding,
            attributions=tuple(replace(a, evidence=()) for a in understanding.attributions),
            reading=replace(understanding.reading, service_evidence=()),
        )
        for item_id, understanding in inputs.understandings.items()
    }
    return replace(inputs, understandings=bare)
