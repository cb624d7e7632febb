"""IranSamaneh, the commonest system of news sites (yjc, tabnak, aftabnews and their kin)."""

from crawler.extractors.rules import Rules

RULES = Rules(
    name="iransamaneh",
    version=2,
    marks=(".news_pdate_c, .fa_date, .news_id_c, .news_nav, .news-date", ".body"),
    title=".title h1, h1.title, .news-title, .title a, .title",
    kicker=".rutitr, .ru-titr, .uptitle",
    lead=".subtitle, .sub-title",
    body=".body",
    published=".news_pdate_c, .fa_date, .news-date",
    byline=".news_writer, .reporter, .news-author",
    section=".news_path a:last-child, .news_nav_section a, .newspath a",
    tags=".tags_title ~ a, .tag_items, .news_tags a",
    dropped=".inner_related, .wrapper_related, .news_tags, .news_id_c, .news_nav, .photo_caption",
)
