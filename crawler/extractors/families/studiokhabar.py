"""StudioKhabar, recognised by its numbered document boxes."""

from crawler.extractors.rules import Rules

RULES = Rules(
    name="studiokhabar",
    version=2,
    marks=("#docDiv3TitrMain",),
    title="#docDiv3TitrMain",
    kicker="#docDiv3TitrRoo, #docDiv3Roo, .docDiv3Roo",
    lead="#docDivLead, #docDivLead1",
    body="#doctextarea, #docContentdiv",
    published=".doc_date, .docDiv3Date, #docDiv3Date",
    byline=".docDiv3Author, #docDivAuthor",
    section="#docDiv3Service a",
    tags=".doc_tags a, #docDivTags a",
    dropped=".docRelated, #docDivRelated, .docDiv3Code",
)
