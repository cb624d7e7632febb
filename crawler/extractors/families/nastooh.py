"""Nastooh, the system of the large news agencies (irna, isna, mehr and their kin)."""

from crawler.extractors.rules import Rules

RULES = Rules(
    name="nastooh",
    version=2,
    marks=(".item-body .item-text",),
    title=".item-title .title, .item-title h1, h1.title, h1",
    kicker=".item-title .subtitle, .item-title .rutitr, .item-title h4, .kicker",
    lead=".item-summary .introtext, .item-summary, .introtext, p.summary",
    body=".item-body .item-text",
    published=".item-date, .item-time",
    byline=".item-reporter, .item-author, .item-source",
    section=".item-service a, .breadcrumb li:last-child a, .breadcrumb a",
    tags=".item-tags a, .tags a",
    dropped=".item-code, .item-boxes, .gallery, figure, .related-items, .item-relation",
)
