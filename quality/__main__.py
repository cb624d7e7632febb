"""`make quality`: every accuracy gate in turn; ends with 1 when one is below its floor."""

import sys

from quality.runs import run_each

GATES = (
    ("quality.attribution", "predict", "seeds", "clubs", "hashtags", "--errors"),
    ("quality.readings", "--errors"),
)

if __name__ == "__main__":
    sys.exit(run_each(GATES))
