"""When the certificate of one of our own addresses ends."""

import socket
import ssl
from datetime import UTC, datetime

from cryptography import x509

from core.errors import InputError

SECONDS = 10.0


def certificate_end(host: str, port: int) -> datetime:
    """The last instant of the certificate shown there, also of one that is not trusted."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        with (
            socket.create_connection((host, port), timeout=SECONDS) as raw,
            context.wrap_socket(raw, server_hostname=host) as wrapped,
        ):
            shown = wrapped.getpeercert(binary_form=True)
    except OSError as error:
        raise InputError(f"{host}:{port} shows no certificate: {type(error).__name__}") from error
    if shown is None:
        raise InputError(f"{host}:{port} shows no certificate")
    return x509.load_der_x509_certificate(shown).not_valid_after_utc.astimezone(UTC)
