"""Searching memory seldom lasts as long as the work on records, and no longer."""

import gc

import pytest

from rasad.operating.memory import searching_seldom


def test_the_usual_searches_come_back_after_the_work() -> None:
    usual = gc.get_threshold()
    with searching_seldom():
        meanwhile = gc.get_threshold()

    assert meanwhile[0] > usual[0]
    assert gc.get_threshold() == usual


def test_they_come_back_when_the_work_fails() -> None:
    usual = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), searching_seldom():
        _ = 1 / 0

    assert gc.get_threshold() == usual
