"""The audit stream: chance decides who is in it, and always in the same way."""

from core.audit_stream import stream_position

KEYS = [f"https://abrnama.example/khabar/{n}" for n in range(20_000)]


def members(share: float, outlet: str = "abrnama") -> set[str]:
    return {key for key in KEYS if stream_position(outlet, key) < share}


def test_an_item_has_one_position_for_good() -> None:
    # Were this number another, every installation would draw another stream after an upgrade.
    assert stream_position("abrnama", "https://abrnama.example/khabar/1") == 0.2023095315982073


def test_about_the_wanted_share_is_drawn() -> None:
    # Five standard deviations of a draw of 2 % out of 20,000.
    assert abs(len(members(0.02)) - 400) < 100


def test_positions_are_spread_evenly() -> None:
    tenths = [int(stream_position("abrnama", key) * 10) for key in KEYS]

    assert all(abs(tenths.count(n) - 2000) < 210 for n in range(10))


def test_a_larger_share_keeps_the_old_members() -> None:
    assert members(0.02) < members(0.05)


def test_the_same_address_at_another_outlet_is_drawn_anew() -> None:
    assert members(0.02) != members(0.02, "kohsar")


def test_where_the_outlet_ends_and_the_key_begins_matters() -> None:
    assert stream_position("ab", "c") != stream_position("a", "bc")


def test_everything_is_in_a_stream_of_the_whole() -> None:
    assert members(1.0) == set(KEYS)
