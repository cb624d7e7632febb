"""Runs quality modules one after another, each in a process of its own, so that none warms another up."""

import subprocess
import sys
from collections.abc import Iterable, Sequence


def run_each(modules: Iterable[Sequence[str]]) -> int:
    """Run every module with its words, whatever the ones before gave; 1 when any of them failed."""
    failed = []
    for words in modules:
        print(f"=== {' '.join(words)}", flush=True)
        if subprocess.run([sys.executable, "-m", *words], check=False).returncode:
            failed.append(words[0])
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0
