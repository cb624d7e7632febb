"""Sealed files: a stream in chunks that are each authenticated, encrypted when there is a key.

    magic, then "K" (with a key) or "-" (without), then 16 random bytes; this is the header
    chunks:  4 bytes length of the payload · 1 byte, 1 for the last chunk · payload · 16 bytes of proof

With a key a chunk is AES-256-GCM under a key derived from the key file and the random bytes; without one the
proof is the beginning of a SHA-256. Number and last-mark of a chunk are part of its proof, so a file that was
cut, reordered or changed in one bit is refused at the first chunk that shows it.
"""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.errors import InputError

MAGIC = b"RASAD-SEALED-1\n"
CHUNK = 1024 * 1024
_PROOF = 16
_KEY_BYTES = 32


def new_key() -> str:
    """A key as it stands in its file: 64 letters 0-9 and a-f."""
    return os.urandom(_KEY_BYTES).hex()


def read_key(path: Path) -> bytes:
    """The key in a file; raises InputError that never shows what stands there."""
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except OSError as error:
        raise InputError(
            f"{path}: the key cannot be read: {error.strerror}; see who owns the file"
        ) from error
    except ValueError as error:
        raise InputError(f"{path}: this is no key; make one with `rasad backup key FILE`") from error
    if len(key) != _KEY_BYTES:
        raise InputError(f"{path}: a key has 64 letters; make one with `rasad backup key FILE`")
    return key


class _Seal:
    """Seals and opens chunks of one file."""

    def __init__(self, header: bytes, key: bytes | None) -> None:
        self._header = header
        self._number = 0
        self._cipher: AESGCM | None = None
        if key is not None:
            derived = HKDF(SHA256(), _KEY_BYTES, header[-16:], MAGIC).derive(key)
            self._cipher = AESGCM(derived)

    def close_chunk(self, payload: bytes, *, last: bool) -> bytes:
        nonce = self._next(last)
        if self._cipher is not None:
            return self._cipher.encrypt(nonce, payload, self._header)
        return payload + self._plain_proof(nonce, payload)

    def open_chunk(self, sealed: bytes, *, last: bool) -> bytes | None:
        """None when the chunk is not what was sealed at this place."""
        nonce = self._next(last)
        if self._cipher is not None:
            try:
                return self._cipher.decrypt(nonce, sealed, self._header)
            except InvalidTag:
                return None
        payload, proof = sealed[:-_PROOF], sealed[-_PROOF:]
        return payload if proof == self._plain_proof(nonce, payload) else None

    def _plain_proof(self, nonce: bytes, payload: bytes) -> bytes:
        return sha256(self._header + nonce + payload).digest()[:_PROOF]

    def _next(self, last: bool) -> bytes:
        nonce = self._number.to_bytes(11) + bytes([last])
        self._number += 1
        return nonce


class SealedWriter(io.RawIOBase):
    """Takes bytes in order; the file is whole once it is closed."""

    def __init__(self, file: BinaryIO, key: bytes | None) -> None:
        super().__init__()
        header = MAGIC + (b"K" if key is not None else b"-") + os.urandom(16)
        file.write(header)
        self._file, self._seal, self._waiting = file, _Seal(header, key), bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        given = bytes(memoryview(data))  # type: ignore[arg-type]
        self._waiting += given
        while len(self._waiting) > CHUNK:
            self._put(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(given)

    def finish(self) -> None:
        """Seal the end; without it the file is a cut one."""
        self._put(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _put(self, payload: bytes, *, last: bool) -> None:
        self._file.write(len(payload).to_bytes(4) + bytes([last]))
        self._file.write(self._seal.close_chunk(payload, last=last))


class SealedReader(io.RawIOBase):
    """Gives the bytes back; raises InputError at the first chunk that is not as it was sealed."""

    def __init__(self, file: BinaryIO, key: bytes | None, path: Path) -> None:
        super().__init__()
        header = file.read(len(MAGIC) + 17)
        if len(header) < len(MAGIC) + 17 or not header.startswith(MAGIC):
            raise InputError(f"{path}: this is no backup of Rasad, or its beginning was damaged")
        if header[len(MAGIC) : len(MAGIC) + 1] == b"K":
            if key is None:
                raise InputError(f"{path}: this backup is encrypted; name its key with --key FILE")
        elif key is not None:
            # Whoever can write here could otherwise put a backup of his own in the place of ours.
            raise InputError(f"{path}: this backup is not encrypted; leave --key away if it is trusted")
        self._file, self._seal, self._path = file, _Seal(header, key), path
        self._ready, self._ended = b"", False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        while not self._ready and not self._ended:
            self._ready = self._next_chunk()
        given = self._ready[: len(view)]
        self._ready = self._ready[len(given) :]
        view[: len(given)] = given
        return len(given)

    def finish(self) -> None:
        """Read to the end, so that a file that was cut behind what was asked for is refused too."""
        while not self._ended:
            self._next_chunk()

    def _next_chunk(self) -> bytes:
        head = self._file.read(5)
        if len(head) < 5:
            raise InputError(f"{self._path}: the backup was cut off; use another one")
        length, last = int.from_bytes(head[:4]), head[4] == 1
        sealed = self._file.read(length + _PROOF) if length <= CHUNK else b""
        payload = self._seal.open_chunk(sealed, last=last) if len(sealed) == length + _PROOF else None
        if payload is None:
            raise InputError(
                f"{self._path}: the backup was damaged or cut off, or the key is another one; use another "
                "backup, or the key that it was made with"
            )
        if last:
            self._ended = True
            if self._file.read(1):
                raise InputError(
                    f"{self._path}: something was added behind the backup's end; use another one"
                )
        return payload


@contextmanager
def sealed_writer(path: Path, key: bytes | None) -> Iterator[SealedWriter]:
    """The file stands under its name, on the disk, when it is whole; else there is none."""
    partial = path.with_name(f"{path.name}.part")
    try:
        with partial.open("wb") as file:
            partial.chmod(0o600)
            writer = SealedWriter(file, key)
            yield writer
            writer.finish()
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def sealed_reader(path: Path, key: bytes | None) -> Iterator[SealedReader]:
    try:
        with path.open("rb") as file:
            yield SealedReader(file, key, path)
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such backup") from error
