"""Files that are gzipped in themselves (`sitemap.xml.gz`, `feed.gz`), unpacked up to a size."""

import zlib

MOST_BYTES = 8 * 1024 * 1024


def unpacked(body: bytes) -> bytes | None:
    """The bytes as they are, or unpacked if they are gzipped; None if that is broken or larger than 8 MiB."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpacker = zlib.decompressobj(wbits=31)
    try:
        whole = unpacker.decompress(body, MOST_BYTES)
    except zlib.error:
        return None
    return None if unpacker.unconsumed_tail else whole
