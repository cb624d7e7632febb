"""The invented stories as they are written in newsroom/stories/*.yaml, with the truth about each."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, TypeAdapter, model_validator

from core.attributions import Role, ServiceReflection
from newsroom.jalali import read_instant
from newsroom.sites import WrittenAgency, load_sites

STORIES_FOLDER = Path(__file__).parent / "stories"

# Safe, and five times as fast where PyYAML has its C parser.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Instant = Annotated[datetime, BeforeValidator(read_instant)]
How = Literal["original", "own", "exact", "edited", "short"]
What = Literal["retitled", "deleted", "redated", "broken"]


def _known_site(site_id: str) -> str:
    if site_id not in load_sites():
        raise ValueError(f"'{site_id}' is no site of newsroom/sites.yaml")
    return site_id


SiteId = Annotated[str, AfterValidator(_known_site)]


class _Written(BaseModel):
    """A record of the data files: read once, never changed, unknown words refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Carriage(_Written):
    """A site publishes the story: its own text or release, or a copy of one, so many minutes later."""

    site: SiteId
    how: How
    minutes: int = 0
    title: str | None = None


class Change(_Written):
    """Something happens to a published page; a broken one is listed and never answers."""

    site: SiteId
    what: What
    at: Instant | None = None
    title: str | None = None
    to: Instant | None = None


class Truth(_Written):
    """An agency an analyst would attribute; `evidence` is the place in the text that shows it."""

    agency: WrittenAgency
    evidence: str
    role: Role = Role.ACTOR


class Story(_Written):
    """One invented event or release with all its carriers."""

    id: str
    at: Instant
    city: str = "سمنان"
    release_of: str | None = None
    """The agency's name as it stands in «به نقل از روابط عمومی …»; None for an outlet's own text."""
    bare: bool = False
    """The text begins by itself: no site puts its byline before it."""
    title: str
    lead: str | None = None
    body: str
    carried: tuple[Carriage, ...]
    changes: tuple[Change, ...] = ()
    agencies: tuple[Truth, ...] = ()
    topic: str
    service: ServiceReflection = ServiceReflection.NO
    ceremonial: bool = False
    criticism: bool = False

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(" ".join(part.split()) for part in self.body.split("\n\n") if part.strip())

    @model_validator(mode="after")
    def _changes_concern_carriers(self) -> Self:
        carriers = {carriage.site for carriage in self.carried}
        for change in self.changes:
            if change.site not in carriers:
                raise ValueError(f"{self.id}: {change.site} changes a story it does not carry")
        return self


@cache
def load_stories() -> tuple[Story, ...]:
    """All stories, in order of time."""
    reader = TypeAdapter(list[Story])
    stories = [
        story
        for path in sorted(STORIES_FOLDER.glob("*.yaml"))
        for story in reader.validate_python(_read(path))
    ]
    return tuple(sorted(stories, key=lambda story: (story.at, story.id)))


def _read(path: Path) -> object:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - safe, see _LOADER
