"""Fingerprints survive storage, and alike texts share bands while others do not."""

import random

from core.items import ItemText
from nlp.stories.fingerprint import BANDS, Fingerprint, fingerprint

LETTERS = "ابپتجچحخدرزسشعفقکگلمنوهی"


def words(count: int, *, seed: int) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices(LETTERS, k=6)) for _ in range(count)]


def of(body: list[str]) -> Fingerprint:
    return fingerprint(ItemText(title=None, lead=None, body=" ".join(body)))


def shared_bands(one: Fingerprint, other: Fingerprint) -> int:
    return int((one.band_row == other.band_row).sum())


def test_a_fingerprint_comes_back_from_its_bytes() -> None:
    print_ = of(words(50, seed=1))

    assert Fingerprint.from_bytes(print_.to_bytes()) == print_


def test_the_fingerprint_of_nothing_comes_back_too() -> None:
    print_ = of([])

    assert Fingerprint.from_bytes(print_.to_bytes()) == print_
    assert len(print_.shingle_row) == 0


def test_equal_texts_share_every_band() -> None:
    body = words(60, seed=2)

    assert shared_bands(of(body), of(list(body))) == BANDS


def test_a_text_and_its_half_share_a_band() -> None:
    for seed in range(20):
        body = words(200, seed=seed)
        assert shared_bands(of(body), of(body[:100])) > 0


def test_different_texts_share_none() -> None:
    assert all(shared_bands(of(words(80, seed=n)), of(words(80, seed=n + 100))) == 0 for n in range(20))


def test_stored_fingerprints_stay_comparable() -> None:
    """These numbers are in installations' databases: when they change, VERSION must."""
    print_ = of(["خبر", "تازه", "شهر", "امروز"])

    assert print_.text_hash.hex() == "6b047f27151063b7d5ec2208f449f181"
    assert print_.shingle_row.tolist() == [23574716, 1021563397]
    assert print_.band_row[:3].tolist() == [3903215270, 1644126042, 4165648149]
