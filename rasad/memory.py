"""How often Python searches the program's memory for records that point to one another in a circle."""

import gc

NEW_RECORDS_BEFORE_A_SEARCH = 20_000


def search_seldom() -> None:
    """Our records are frozen and make no circles; searching after every 700 took a fifth of counting."""
    gc.set_threshold(NEW_RECORDS_BEFORE_A_SEARCH)
