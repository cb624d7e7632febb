"""Batches: long lists cut to what one statement may carry."""

from collections.abc import Iterator, Sequence

# SQLite takes 32,766 variables in a statement and psycopg 65,535; a thousand keeps plans quick.
BATCH = 1000


def batches[T](values: Sequence[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    """The values in order, `size` at a time."""
    return (values[start : start + size] for start in range(0, len(values), size))
