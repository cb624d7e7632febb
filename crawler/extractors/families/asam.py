"""Asam, the system of fararu, parsine and their kin."""

from crawler.extractors.rules import Rules

RULES = Rules(
    name="asam",
    version=2,
    marks=("#echo_detail, .echo_detail, #main_ck_editor",),
    title="h1.title, h1, .title",
    kicker=".up-title, .uptitle, .rutitr, .over-title",
    lead=".lead, p.news-lead",
    body="#echo_detail, .echo_detail, #main_ck_editor",
    published=".news_time, time[datetime]",
    byline=".news-author, .author, .writer",
    section=".breadcrumb li:last-child a, .news-category a",
    tags=".article-tag a, .tags a",
    dropped=".related-content, .echo-related, .inline-news, figure",
)
