"""Certificates of servers: accepted whatever they are, and said to be wrong where they are."""

from datetime import datetime
from fnmatch import fnmatch
from urllib.parse import urlsplit

from cryptography import x509
from scrapy.http import Response


def certificate_trouble(response: Response, now: datetime) -> str:
    """What is wrong with the certificate behind an answer; empty when nothing is, or there is none."""
    if response.certificate is None:
        return ""
    certificate = response.certificate.original.to_cryptography()
    return trouble_of_certificate(certificate, urlsplit(response.url).hostname or "", now)


def certificate_end(response: Response) -> datetime | None:
    """When the certificate behind an answer runs out; None when there is none."""
    if response.certificate is None:
        return None
    end: datetime = response.certificate.original.to_cryptography().not_valid_after_utc
    return end


def trouble_of_certificate(certificate: x509.Certificate, host: str, now: datetime) -> str:
    """Expired, not yet valid, signed by itself, or another host's."""
    if now > certificate.not_valid_after_utc:
        return f"the certificate expired on {certificate.not_valid_after_utc:%Y-%m-%d}"
    if now < certificate.not_valid_before_utc:
        return f"the certificate begins on {certificate.not_valid_before_utc:%Y-%m-%d}"
    if certificate.issuer == certificate.subject:
        return "the certificate is signed by itself"
    names = _names(certificate)
    if names and not any(fnmatch(host.lower(), name.lower()) for name in names):
        return f"the certificate is for {', '.join(names[:3])}"
    return ""


def _names(certificate: x509.Certificate) -> list[str]:
    try:
        alternative = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, ValueError):
        return []
    names = alternative.get_values_for_type(x509.DNSName)
    return [*names, *(str(address) for address in alternative.get_values_for_type(x509.IPAddress))]
