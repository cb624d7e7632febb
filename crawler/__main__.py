"""`python -m crawler BATCH.json`: crawl one batch and leave its spool behind."""

import gc
import logging
import sys
from pathlib import Path

from crawler.parent import end_with_parent

WITH_PARENT = "--with-parent"
"""End when standard input closes: the program that started the crawl holds it open."""


def main(arguments: list[str]) -> int:
    """0 when the crawl came to its end (failed sources have their outcomes), 2 when it could not start."""
    # The extraction processes import this module too, and need none of Scrapy.
    from scrapy.crawler import CrawlerProcess

    from core.errors import InputError
    from crawler.batch import read_batch
    from crawler.engine.settings import settings_of
    from crawler.engine.spider import BatchSpider

    if arguments[:1] == [WITH_PARENT]:
        end_with_parent()
        arguments = arguments[1:]
    if len(arguments) != 1:
        sys.stderr.write(f"usage: python -m crawler [{WITH_PARENT}] BATCH.json\n")
        return 2
    try:
        batch = read_batch(Path(arguments[0]))
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    process = CrawlerProcess(settings_of(batch))
    # Scrapy makes a record of every page before it finds that nobody wants to read it.
    logging.getLogger("scrapy").setLevel(logging.ERROR)
    process.crawl(BatchSpider, batch=batch)
    # What was imported stays to the end: the collector need not look through it again and again.
    gc.freeze()
    process.start()
    return 1 if process.bootstrap_failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
