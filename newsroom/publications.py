"""What each site makes of a story: the same text, an edited or shortened copy, in its own spelling."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from persiantools.jdatetime import JalaliDate

from core.attributions import Role
from core.calendar import TEHRAN, tehran_day
from newsroom.orthography import written_as
from newsroom.sites import Site, load_sites
from newsroom.stories import Carriage, Change, Story, Truth, load_stories

_FIRST_NUMBER_DAY = JalaliDate(1403, 1, 1).to_gregorian()

# What an editor changes in a release without touching its matter.
_EDITS = (
    (" افزود: ", " ادامه داد: "),
    (" گفت: ", " اظهار کرد: "),
    (" تصریح کرد: ", " یادآور شد: "),
    ("همچنین ", "در عین حال "),
    ("با اشاره به ", "با تأکید بر "),
    ("خاطرنشان کرد: ", "بیان کرد: "),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One story as one site carries it, as first published."""

    story: Story
    site: Site
    carriage: Carriage
    number: int
    path: str
    title: str
    lead: str | None
    paragraphs: tuple[str, ...]
    published: datetime
    truths: tuple[Truth, ...]
    """Those agencies of the story whose evidence is still in this site's text."""
    changes: tuple[Change, ...]

    @property
    def is_broken(self) -> bool:
        """Listed, but its page never answers."""
        return any(change.what == "broken" for change in self.changes)


@cache
def all_publications() -> tuple[Publication, ...]:
    """Everything all sites ever publish, in order of time."""
    made = [_publication(story, carriage) for story in load_stories() for carriage in story.carried]
    return tuple(sorted(made, key=lambda p: (p.published, p.site.id)))


def _publication(story: Story, carriage: Carriage) -> Publication:
    site = load_sites()[carriage.site]
    published = story.at + timedelta(minutes=carriage.minutes)
    number = _number(published)
    title, lead, paragraphs = _text(story, carriage, site)
    plain = "\n".join((title, lead or "", *paragraphs))
    return Publication(
        story=story,
        site=site,
        carriage=carriage,
        number=number,
        path=_path(site, number, published),
        title=written_as(title, site.orthography),
        lead=written_as(lead, site.orthography) if lead else None,
        paragraphs=tuple(written_as(part, site.orthography) for part in paragraphs),
        published=published,
        truths=_truths(story, plain, _byline(story, carriage, site)),
        changes=tuple(change for change in story.changes if change.site == site.id),
    )


def _truths(story: Story, plain: str, byline: str) -> tuple[Truth, ...]:
    """What is left of the story's truths, and the agency whose press office the byline names.

    A byline alone is no more than a mention (codebook 1, rule 6).
    """
    left = tuple(truth for truth in story.agencies if truth.evidence in plain)
    releasing = next((load_sites()[c.site].agency for c in story.carried if c.how == "original"), None)
    if not (releasing and story.release_of and story.release_of in byline):
        return left
    if any(truth.agency == releasing for truth in left):
        return left
    return (*left, Truth(agency=releasing, evidence=story.release_of, role=Role.MENTIONED))


def _number(published: datetime) -> int:
    """A site's running number: it grows with time and does not move when a story is added elsewhere."""
    local = published.astimezone(TEHRAN)
    days = (local.date() - _FIRST_NUMBER_DAY).days
    return days * 1440 + local.hour * 60 + local.minute


def _path(site: Site, number: int, published: datetime) -> str:
    if site.template == "nastooh":
        return f"/news/{number}/"
    if site.template == "iransamaneh":
        return f"/fa/news/{number}"
    if site.template == "raak":
        return f"/index.aspx?siteid=1&pageid=205&newsview={number}"
    return f"/{JalaliDate(tehran_day(published)).strftime('%Y/%m/%d', locale='en')}/{number}/"


def _text(story: Story, carriage: Carriage, site: Site) -> tuple[str, str | None, tuple[str, ...]]:
    """Title, lead and paragraphs in standard spelling, before the site's orthography."""
    title = carriage.title or story.title
    lead, paragraphs = story.lead, story.paragraphs
    if carriage.how == "edited":
        lead = _edited(lead) if lead else None
        kept = paragraphs[:-1] if len(paragraphs) > 2 else paragraphs
        paragraphs = tuple(_edited(part) for part in kept)
    elif carriage.how == "short":
        paragraphs = paragraphs[:1]
    if site.dateline and lead and carriage.how != "exact":
        lead = f"{story.city}- {lead}"
    return title, lead, (_byline(story, carriage, site) + paragraphs[0], *paragraphs[1:])


def _byline(story: Story, carriage: Carriage, site: Site) -> str:
    if story.bare:
        return ""
    if carriage.how in ("original", "own"):
        return site.byline.format(city=story.city)
    if carriage.how == "exact":
        return f"به گزارش روابط عمومی {story.release_of}، "
    return site.reprint_byline.format(city=story.city, agency=story.release_of)


def _edited(text: str) -> str:
    for before, after in _EDITS:
        text = text.replace(before, after)
    return text
