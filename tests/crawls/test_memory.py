"""A crawl's memory is its own, whoever started it."""

import subprocess
import sys

import pytest

MEGABYTE = 1024 * 1024
ASK = "from crawler.engine.spider import peak_memory_mb; print(peak_memory_mb())"


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="other systems give a process no counter of its own")
def test_the_memory_of_the_starting_process_is_not_counted() -> None:
    ballast = bytearray(600 * MEGABYTE)
    ballast[:: 4 * 1024] = b"x" * len(ballast[:: 4 * 1024])

    peak = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True).stdout

    assert int(peak) < 300
