"""WebSamaneh, a small news system."""

from crawler.extractors.rules import Rules

RULES = Rules(
    name="websamaneh",
    version=2,
    marks=(".top-meta li", ".con"),
    title="h1",
    kicker=".rutitr, .uptitle",
    lead=".lead",
    body=".con",
    published=".top-meta li:nth-child(2), .top-meta .date",
    byline=".top-meta .author",
    section=".top-meta li:first-child a",
    tags=".tags a, .tag a",
    dropped=".top-meta, .lead, .con-related",
)
