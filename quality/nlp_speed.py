"""How fast one core understands real items, beside hazm's Normalizer on the same texts of the same run.

Run `python -m quality.nlp_speed`; it prints medians of interleaved repeats in CPU time, because other work on
the machine moves single runs by half, and ends with 1 below the bounds. The ratios move least.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import fmean, median
from time import process_time

from hazm import Normalizer

from core.items import Item, ItemText
from nlp.attribute import Attributor
from nlp.stories.fingerprint import fingerprint
from quality.shared import shared_or_leave
from quality.usual_items import usual_items
from rasad.collecting.reader import Reader
from rasad.load_config import load_methodology

ITEMS = 1_000
ITEMS_FOR_HAZM = 100
REPEATS = 7

LEAST_PER_SECOND = {"attribution": 3_000, "whole stage": 1_000}
ENDLESS = {
    "one agency again and again": "شهرداری ",
    "an agency and a place in turn": "فرمانداری تفت و شهرداری آبادان ",
    "neither space nor full stop": "شهرداریتهران",
    "a hundred thousand short lines": "استاندار یزد گفت\n",
}


def main() -> int:
    shared = shared_or_leave("quality.nlp_speed")
    methodology = load_methodology([Path("config")])
    items = usual_items(shared, methodology, ITEMS)
    reader = Reader(methodology)
    texts = [reader.text_of(item) for item in items]
    characters = fmean(len(_whole(text)) for text in texts)
    print(f"{len(items):,} items of {characters:,.0f} characters on average; medians of {REPEATS} repeats")
    missed = _print_rates(_rates(Attributor(methodology), reader, items, texts))
    _print_endless(reader)
    print(f"missed: {', '.join(missed)}" if missed else "within all bounds")
    return 1 if missed else 0


def _whole(text: ItemText) -> str:
    return "\n".join(part for part in (text.title, text.lead, text.body) if part)


def _rates(
    attributor: Attributor, reader: Reader, items: Sequence[Item], texts: Sequence[ItemText]
) -> dict[str, list[float]]:
    """Items per second of CPU time by kind of work, one number for each repeat."""
    normalizer = Normalizer()
    rates: dict[str, list[float]] = {}
    for _ in range(REPEATS):
        seconds = {
            "attribution": _seconds(attributor.attribute, texts),
            # Attribution, topic, service, tone and what else the attribute stage claims …
            "understanding": _seconds(reader.understand, items),
            # … and what the group stage keeps of each text.
            "story fingerprint": _seconds(lambda item: fingerprint(reader.text_of(item)), items),
            "hazm's Normalizer": _seconds(
                lambda text: normalizer.normalize(_whole(text)), texts[:ITEMS_FOR_HAZM]
            ),
        }
        seconds["whole stage"] = seconds["understanding"] + seconds["story fingerprint"]
        for name, taken in seconds.items():
            rates.setdefault(name, []).append(1 / taken)
    return rates


def _seconds[Each](work: Callable[[Each], object], each: Sequence[Each]) -> float:
    """CPU seconds for one of them."""
    started = process_time()
    for one in each:
        work(one)
    return (process_time() - started) / len(each)


def _print_rates(rates: dict[str, list[float]]) -> list[str]:
    """A line for each kind of work; gives the names of those below their bound."""
    missed = []
    for name, of_repeats in rates.items():
        ratio = median(rate / hazm for rate, hazm in zip(of_repeats, rates["hazm's Normalizer"], strict=True))
        least = LEAST_PER_SECOND.get(name)
        bound = f", at least {least:,}" if least else ""
        print(
            f"{name:20} {median(of_repeats):7,.0f} items/s ({min(of_repeats):,.0f} to {max(of_repeats):,.0f})"
            f", {ratio:5.1f} times hazm's Normalizer{bound}"
        )
        if least and median(of_repeats) < least:
            missed.append(name)
    return missed


def _print_endless(reader: Reader) -> None:
    """Seconds for texts no outlet writes, by length: they must not grow with the square."""
    for name, piece in ENDLESS.items():
        row = ", ".join(f"{length:,}: {seconds:.2f} s" for length, seconds in _endless(reader, piece))
        print(f"{name:30} {row}")


def _endless(reader: Reader, piece: str) -> Iterator[tuple[int, float]]:
    for length in (50_000, 500_000, 5_000_000):
        body = (piece * (length // len(piece) + 1))[:length]
        yield length, _seconds(reader.understander.understand, [ItemText(title=None, lead=None, body=body)])


if __name__ == "__main__":
    sys.exit(main())
