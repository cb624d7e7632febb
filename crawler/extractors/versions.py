"""Which extractors there are now, by name and version: what was read by others may be read again."""

from hashlib import sha256

from core.outlets import Selectors
from crawler.extractors.families import FAMILIES
from crawler.extractors.general import VERSION
from crawler.extractors.rules import rules_from


def page_extractors(selectors: Selectors) -> frozenset[str]:
    """Every extractor that may read the pages of a source with these selectors: `nastooh/2.2` and others."""
    own = rules_from(selectors)
    families = {rules.extractor for rules in FAMILIES.values()}
    return frozenset({VERSION, *families, *([own.extractor] if own else [])})


def reading_of(selectors: Selectors) -> str:
    """One name for all of them: another name means that a page may be read otherwise than before."""
    return f"extractors/{sha256(' '.join(sorted(page_extractors(selectors))).encode()).hexdigest()[:12]}"
