"""`make bench`: every measurement of speed and memory in turn; quote medians and ratios, not one run."""

import sys

from quality.runs import run_each

MEASUREMENTS = (
    ("quality.crawl_speed",),
    ("quality.nlp_speed",),
    ("quality.nlp_memory",),
    ("quality.nlp_volume",),
    ("quality.stories", "30000"),
    ("quality.scoring_speed",),
    ("quality.report_speed",),
    ("quality.learning_curve",),
    ("quality.review_speed",),
)

if __name__ == "__main__":
    sys.exit(run_each(MEASUREMENTS))
