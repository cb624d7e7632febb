"""The table of sections: to add one, write its file and its template and add its line."""

from collections.abc import Callable, Mapping

from reports.facts import Facts
from reports.numbers import ListBook
from reports.sections.changes import changes
from reports.sections.heatmap import heatmap
from reports.sections.league import league
from reports.sections.measures import measures
from reports.sections.method import method
from reports.sections.outlets import outlets
from reports.sections.points import points
from reports.sections.portals import portals
from reports.sections.quality import quality
from reports.sections.responsiveness import responsiveness
from reports.sections.service import service
from reports.sections.stories import stories
from reports.sections.topics import topics
from reports.sections.trend import trend
from reports.sections.voice import voice

type Section = Callable[[Facts, ListBook], object]

SECTIONS: Mapping[str, Section] = {
    "quality": quality,
    "changes": changes,
    "league": league,
    "trend": trend,
    "voice": voice,
    "measures": measures,
    "heatmap": heatmap,
    "service": service,
    "responsiveness": responsiveness,
    "portals": portals,
    "stories": stories,
    "outlets": outlets,
    "topics": topics,
    "points": points,
    "method": method,
}
