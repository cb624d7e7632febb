"""RAAKCMS, a table portal of provincial offices: title, picture and text are cells of one table."""

from crawler.extractors.rules import Rules

RULES = Rules(
    name="raakcms",
    version=2,
    marks=('[id*="NewsBody"], [id*="lblBody"], td.NewsBody, .NewsText',),
    title='[id*="NewsTitle"], [id*="lblTitle"], td.NewsTitle, .NewsTitle',
    kicker='[id*="RooTitr"], [id*="lblRoTitr"], .NewsRooTitr',
    lead='[id*="NewsLead"], [id*="lblLead"], [id*="lblSummary"], .NewsLead',
    body='[id*="NewsBody"], [id*="lblBody"], td.NewsBody, .NewsText',
    published='[id*="NewsDate"], [id*="lblDate"], td.NewsDate, .NewsDate',
    byline='[id*="NewsWriter"], [id*="lblWriter"]',
    section='[id*="NewsGroup"], [id*="lblGroup"]',
    dropped=".NewsFooter, .NewsRelated",
)
