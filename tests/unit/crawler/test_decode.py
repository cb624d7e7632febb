"""Bytes become the text that was meant, whatever a server declares."""

import pytest

from crawler.decode import decode, looks_binary

PERSIAN = "مدیرکل راه استان گفت: راه روستا باز است."
ARABIC_LETTERS = "مديركل راه استان گفت: راه روستا باز است."


@pytest.mark.parametrize("declared", ["", "text/html; charset=windows-1256", "text/html; charset=iso-8859-1"])
def test_valid_utf8_wins_over_what_is_declared(declared: str) -> None:
    assert decode(PERSIAN.encode(), declared).text == PERSIAN


@pytest.mark.parametrize(
    "declared",
    ["", "text/html; charset=utf-8", "text/html; charset=windows-1256", "text/html; charset=iso-8859-1"],
)
def test_windows_1256_is_read_when_utf8_fails(declared: str) -> None:
    assert decode(ARABIC_LETTERS.encode("cp1256"), declared).text == ARABIC_LETTERS


def test_another_charset_is_read_as_declared() -> None:
    assert decode("Übergang café".encode("latin-1"), "text/html; charset=iso-8859-1").text == "Übergang café"
    assert decode(b'<meta charset="cp1251">' + "привет".encode("cp1251")).text.endswith("привет")


def test_umlauts_are_not_taken_for_arabic_letters() -> None:
    german = "Präzision für höhere Erträge im Stall: Kühe, Kälber und Färsen schätzen größere Flächen."

    assert decode(german.encode("latin-1"), "text/html; charset=iso-8859-1").text == german
    assert decode(german.encode("cp1252")).text == german


def test_a_few_bad_bytes_do_not_turn_utf8_into_windows_1256() -> None:
    assert decode((PERSIAN * 3).encode() + b"\xff").charset == "utf-8"


def test_marks_of_byte_order_and_control_characters_are_gone() -> None:
    assert decode(b"\xef\xbb\xbf" + "سلام\x00\x08\x0b".encode()).text == "سلام"
    assert decode("سلام".encode("utf-16")).text == "سلام"


def test_zwnj_and_line_ends_stay() -> None:
    assert decode("می‌شود\r\nبله\t".encode()).text == "می‌شود\r\nبله\t"


def test_pictures_and_archives_are_no_text() -> None:
    assert looks_binary(b"\xff\xd8\xff\xe0 JFIF")
    assert looks_binary(bytes(range(32)) * 20)
    assert not looks_binary(PERSIAN.encode("cp1256", "replace"))
