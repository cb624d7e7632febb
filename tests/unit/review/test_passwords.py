"""Passwords: argon2id, one password however its digits are written, and none that is too short."""

import pytest

from review.doors.passwords import (
    LONGEST,
    hash_password,
    is_right_password,
    new_password,
    password_problem,
)


def test_a_hash_is_argon2id_with_a_salt_of_its_own() -> None:
    first, second = hash_password("رودخانه۴۲"), hash_password("رودخانه۴۲")

    assert first.startswith("$argon2id$")
    assert first != second


@pytest.mark.parametrize("typed", ["رودخانه۴۲", "رودخانه42", "رودخانه٤٢"])
def test_digits_of_every_keyboard_are_one(typed: str) -> None:
    assert is_right_password(typed, hash_password("رودخانه۴۲"))


@pytest.mark.parametrize("typed", ["", "رودخانه۴۳", "رودخانه۴۲ ", "x" * (LONGEST + 1)])
def test_anything_else_is_wrong(typed: str) -> None:
    assert not is_right_password(typed, hash_password("رودخانه۴۲"))


def test_an_account_without_a_hash_opens_for_nobody() -> None:
    assert not is_right_password("رودخانه۴۲", None)


def test_a_made_password_is_accepted_and_never_the_same() -> None:
    made = {new_password() for _ in range(50)}

    assert len(made) == 50
    assert {password_problem(one) for one in made} == {""}


def test_a_short_or_endless_password_is_refused() -> None:
    assert password_problem("۱۲۳۴۵۶۷")
    assert password_problem("x" * (LONGEST + 1))
