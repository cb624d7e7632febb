"""Uploads are known by what they hold; their names lose everything but a name."""

import pytest

from core.file_kinds import kind_of_content
from review.records.uploads import LONGEST_NAME, file_problem, safe_name


@pytest.mark.parametrize(
    ("sent", "safe"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\x\\گزارش.pdf", "گزارش.pdf"),
        ("a;b؛c.png", "a b c.png"),
        ("\u202egnp.exe\u202c.png", "gnp.exe.png"),
        ("...", "file"),
        ("", "file"),
    ],
)
def test_a_name_is_a_name_and_no_path(sent: str, safe: str) -> None:
    assert safe_name(sent) == safe


def test_a_long_name_keeps_its_ending() -> None:
    name = safe_name("ن" * 500 + ".pdf")

    assert len(name) == LONGEST_NAME
    assert name.endswith(".pdf")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.4", "pdf"),
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"RIFF\x00\x00\x00\x00WEBP", "webp"),
        (b"\x00\x00\x00\x18ftypmp42", "mp4"),
        (b"ID3\x04", "mp3"),
        (b"<html>", ""),
        (b"PK\x03\x04 broken", ""),
        (b"GIF89a", ""),
    ],
)
def test_what_a_file_holds_says_what_it_is(content: bytes, kind: str) -> None:
    assert kind_of_content(content) == kind


def test_an_ending_must_agree_with_the_content() -> None:
    assert file_problem("a.pdf", b"%PDF-1.4") == ""
    assert "آن چیزی نیست" in file_problem("a.jpg", b"%PDF-1.4")
    assert "پذیرفته نیست" in file_problem("a.pdf", b"%PDF-1.4", frozenset({"png"}))
