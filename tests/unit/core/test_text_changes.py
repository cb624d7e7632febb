"""What changed between two texts is shown word by word, and nothing of either text is lost."""

from hypothesis import given
from hypothesis import strategies as st

from core.text_changes import MOST_PIECES, shown_changes, text_changes

OLD = "مدیر آب گفت: سه روستا تا پایان سال آب دارند. کار ادامه دارد."


def shown(before: str | None, after: str | None) -> list[str]:
    return list(shown_changes(text_changes(before, after), context=3))


def test_a_changed_word_stands_between_the_words_around_it() -> None:
    assert shown(OLD, OLD.replace("سه", "چهار")) == ["مدیر آب گفت: [-سه-] [+چهار+] روستا تا پایان …"]


def test_neighbouring_words_are_one_change() -> None:
    assert shown(OLD, OLD.replace("تا پایان سال", "از فردا")) == [
        "… گفت: سه روستا [-تا پایان سال-] [+از فردا+] آب دارند. کار …"
    ]


def test_a_comma_is_no_other_word() -> None:
    changes = text_changes("مدیر گفت کار ادامه دارد", "مدیر گفت، کار ادامه دارد")

    assert [(one.before, one.after) for one in changes if not one.is_equal] == [("", "،")]


def test_a_word_keeps_its_joiner() -> None:
    changes = text_changes("می‌شود و می‌رود", "می‌شود و می‌آید")

    assert [(one.before, one.after) for one in changes if not one.is_equal] == [(" می‌رود", " می‌آید")]


def test_a_text_that_came_or_went_is_one_change() -> None:
    assert shown(None, "لید تازه") == ["[+لید تازه+]"]
    assert shown("لید کهنه", None) == ["[-لید کهنه-]"]
    assert shown(OLD, OLD) == shown(None, "") == []


def test_a_very_long_text_is_compared_by_paragraphs_and_shows_the_same_change() -> None:
    long = "\n".join(f"بند شماره {n} از گزارش روز" for n in range(MOST_PIECES // 5))

    assert shown(long, long.replace("بند شماره 7 از", "بند شماره 7 در")) == [
        "… بند شماره 7 [-از-] [+در+] گزارش روز بند …"
    ]


@given(st.text("آب سلام\n،. "), st.text("آب سلام\n،. "))
def test_the_stretches_joined_are_the_two_texts(before: str, after: str) -> None:
    changes = text_changes(before, after)

    assert "".join(one.before for one in changes) == before
    assert "".join(one.after for one in changes) == after
