"""WordPress themes as local news sites use them."""

from crawler.extractors.rules import Rules

RULES = Rules(
    name="wordpress",
    version=2,
    marks=(
        ".entry-content, .post-content, .single-content",
        "h1.entry-title, h1.post-title, h1.single-title, h1",
    ),
    title="h1.entry-title, h1.post-title, h1.single-title, h1",
    kicker=".rootitr, .rutitr, .post-rutitr, .entry-kicker",
    lead=".entry-lead, .post-lead, .lead, .post-excerpt, .entry-summary",
    body=".entry-content, .post-content, .single-content",
    published="time.entry-date, time.published, .posted-on time, .post-date, .entry-date",
    byline=".author .fn, .byline .author, .byline a, .post-author",
    section=".cat-links a, .post-category a, .entry-category a",
    tags=".tags-links a, .tag-links a, .post-tags a",
    dropped=".jp-relatedposts, .yarpp, .wp-caption-text, .post-meta, .entry-meta, .entry-footer",
)
