"""How much memory one process needs that reads items: the most it ever had, after a thousand of them.

Run `python -m quality.nlp_memory`; it ends with 1 above the bound.
"""

import sys
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from nlp.stories.fingerprint import fingerprint
from quality.shared import shared_or_leave
from quality.usual_items import usual_items
from rasad.collecting.reader import Reader
from rasad.load_config import load_methodology

ITEMS = 1_000
MOST_MEGABYTES = 400


def main() -> int:
    shared = shared_or_leave("quality.nlp_memory")
    methodology = load_methodology([Path("config")])
    reader = Reader(methodology)
    for item in usual_items(shared, methodology, ITEMS):
        reader.understand(item)
        fingerprint(reader.text_of(item))
    megabytes = getrusage(RUSAGE_SELF).ru_maxrss // 1024
    print(f"memory of a process that reads: {megabytes} MB, at most {MOST_MEGABYTES}")
    return 1 if megabytes > MOST_MEGABYTES else 0


if __name__ == "__main__":
    sys.exit(main())
