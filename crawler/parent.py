"""A crawl ends with the program that started it: nobody may write to a spool that is being taken in."""

import os
import signal
from threading import Thread

STANDARD_INPUT = 0


def end_with_parent() -> None:
    """Watch standard input, which the parent holds open: when it closes, the parent is gone."""
    Thread(target=_wait_for_the_end, name="parent watch", daemon=True).start()


def _wait_for_the_end() -> None:
    # Not through sys.stdin: its lock would be held by this thread when the interpreter shuts down.
    while os.read(STANDARD_INPUT, 4096):
        pass
    end_process_group(os.getpid())


def end_process_group(leader: int) -> None:
    """End a crawl at once, with its extraction processes."""
    if hasattr(os, "killpg"):
        os.killpg(leader, signal.SIGKILL)
    else:
        os.kill(leader, signal.SIGTERM)
