"""The place of a name without one: the story's province or county, when the story clearly has one."""

from core.agencies import AgencyKey, BareName
from nlp.atoms import Form, Kind
from nlp.bound import county_field
from nlp.candidates import Candidate, is_local, is_sports
from nlp.gazetteer import LocalPlace
from nlp.heads import Licence
from nlp.known import Known
from nlp.layout import Layout
from nlp.lexicon import Lexicon
from nlp.provinces import FIRM_REASONS, Geography, Verdict
from nlp.tails import Scope

_STORY_SHARE, _STORY_WEIGHT = 0.75, 3.0
"""A bare «پلیس» is the province's police only where the story clearly happens there."""
_ONLY_SHARE = 0.9
_SHORT_ITEM = 900
_OPENING = 300
_SCENE_LINES = 2
_AREA_OF_CITY = "منطقه"

type Answer = tuple[AgencyKey, str] | str
"""The agency and the reason, or the rule that refuses."""


class StoryPlace:
    """Binds names without a place in one text."""

    def __init__(self, layout: Layout, geography: Geography, lexicon: Lexicon) -> None:
        self._layout = layout
        self._on_the_scene = lexicon.words["on_the_scene"]
        self._of_some_place = lexicon.words["of_some_place"]
        self._geography = geography
        self._seat = lexicon.gazetteer.seat
        self._seat_city = lexicon.gazetteer.seat_city
        self._national = any(
            token.atom.kind is Kind.STATE and token.start < _OPENING for token in layout.tokens
        )
        self._names_nationals = any(token.atom.kind is Kind.NATIONAL for token in layout.tokens)

    def place(self, candidate: Candidate, known: Known) -> Answer:
        """The agency a bare name means, or the rule that leaves it open."""
        if candidate.type.own_names:
            return "no-own-name"
        line = candidate.line if self._layout.digest else None
        works_here = candidate.token.atom.key in self._on_the_scene
        if candidate.form is Form.UNIT and not (
            _is_provincial_unit(candidate) or _is_municipal_unit(candidate)
        ):
            if self._is_of_some_place(candidate):
                return AgencyKey(candidate.type.slug, None), "place-unknown"
            return self._scene(candidate, line) if works_here else "bare-unit"
        if candidate.tail.scope is Scope.THIS_PROVINCE and not is_local(candidate.type):
            province = self._geography.last_named(candidate.start)
            if province:
                return AgencyKey(candidate.type.slug, province), "document-province/this-province"
        verdict = self._geography.province(line) or self._geography.province(candidate.line)
        if is_local(candidate.type):
            return self._local(candidate, verdict, known, line)
        answer = self._provincial(candidate, verdict, known) if verdict else self._sole(candidate)
        if isinstance(answer, str) and works_here:
            answer = self._scene(candidate, line)
        if isinstance(answer, str) and self._is_of_some_place(candidate):
            return AgencyKey(candidate.type.slug, None), "place-unknown"
        return answer

    def _is_of_some_place(self, candidate: Candidate) -> bool:
        """«نماینده دادستان»: a court sits below the whole country, and the item may not say where."""
        name = candidate.token.atom.key
        return name in self._of_some_place or candidate.heads.before_name + name in self._of_some_place

    def _provincial(self, candidate: Candidate, verdict: Verdict, known: Known) -> Answer:
        kind = candidate.type
        by_form = (
            candidate.tail.scope in (Scope.BARE_PROVINCE, Scope.THIS_PROVINCE)
            or candidate.heads.licence is Licence.PROVINCIAL
        )
        key = AgencyKey(kind.slug, verdict.province)
        # There is no national استانداری that a bare name in the capital could mean.
        certain = kind.bare is BareName.DOCUMENT and kind.provincial_only
        grounded = self._is_grounded(verdict, known, local_body=certain)
        if (by_form or kind.bare is BareName.DOCUMENT) and grounded:
            return key, f"document-province/{verdict.reason}"
        if kind.bare is not BareName.NEVER and self._is_local_story(candidate, verdict, known):
            return key, f"story-province/{verdict.reason}"
        return "no-place"

    def _sole(self, candidate: Candidate) -> Answer:
        """«استاندار» in a short item that names Tehran and nothing else: every province has but one."""
        province = self._geography.only_province()
        certain = candidate.type.bare is BareName.DOCUMENT and candidate.type.provincial_only
        if not certain or province is None or self._national or len(self._layout.compact) > _SHORT_ITEM:
            return "no-place"
        return AgencyKey(candidate.type.slug, province), "document-province/only-place"

    def _scene(self, candidate: Candidate, line: int | None) -> Answer:
        """«مأموران انتظامی» work where the story happens, also in the seat of the national bodies."""
        # The town of a match is not the town of its teams.
        elsewhere = self._national or is_sports(self._layout)
        local = None if elsewhere else self._geography.local(None, line)
        if local is None or not self._geography.opens_in(local.province, lines=_SCENE_LINES):
            return "no-place"
        county = county_field(candidate.type, local) if is_local(candidate.type) else None
        return AgencyKey(candidate.type.slug, local.province, county), "story-province/scene"

    def _local(self, candidate: Candidate, verdict: Verdict | None, known: Known, line: int | None) -> Answer:
        local, reason = known.local_near(candidate.line), "neighbour"
        if local is None:
            local, reason = self._story_local(candidate, verdict, known, line), "place"
        if local is None:
            local, reason = self._numbered(candidate), "numbered"
        if local is None:
            return "no-county"
        key = AgencyKey(candidate.type.slug, local.province, county_field(candidate.type, local))
        return key, f"document-county/{reason}"

    def _numbered(self, candidate: Candidate) -> LocalPlace | None:
        """«شهرداری منطقه ۶» without a city, as the capital's alone are written."""
        if any(vote.province != self._seat for vote in self._geography.votes):
            return None
        word = self._layout.word_at(candidate.token.end)
        number = self._layout.word_at(candidate.token.end + len(word))
        return self._seat_city if word == _AREA_OF_CITY and number.isdecimal() else None

    def _story_local(
        self, candidate: Candidate, verdict: Verdict | None, known: Known, line: int | None
    ) -> LocalPlace | None:
        """The county or city where the story happens."""
        if verdict and self._is_grounded(verdict, known, local_body=True):
            found = self._geography.local(verdict.province, line)
            return found or self._geography.local(verdict.province, candidate.line)
        if self._national or len(self._layout.compact) > _SHORT_ITEM:
            return None
        return self._geography.local(None, line)

    def _is_grounded(self, verdict: Verdict, known: Known, *, local_body: bool) -> bool:
        """Whether more than a place in passing ties the item to the province."""
        if verdict.province == self._seat:
            # National bodies sit in Tehran: their names without a place are as often theirs.
            if verdict.reason == "named-province" or known.names_local(verdict.province):
                return True
            return local_body and not self._national and self._geography.opens_in(verdict.province)
        if known.names(verdict.province):
            return True
        if self._national:
            return self._geography.opens_in(verdict.province, lines=0)
        return verdict.reason in FIRM_REASONS or self._geography.opens_in(verdict.province)

    def _is_local_story(self, candidate: Candidate, verdict: Verdict, known: Known) -> bool:
        """Whether a bare name must be the province's: its official speaks, or a short item opens there."""
        if verdict.share < _STORY_SHARE or verdict.province == self._seat:
            return False
        if self._is_short_and_local(verdict.province):
            return True
        if verdict.weight < _STORY_WEIGHT:
            return False
        return known.speaks_for(verdict.province) or self._happens_only_there(candidate, verdict)

    def _happens_only_there(self, candidate: Candidate, verdict: Verdict) -> bool:
        """«اداره منابع طبیعی» in an item that knows one province alone."""
        office = candidate.heads.licence is Licence.LOCAL and candidate.heads.direct
        return office and verdict.share >= _ONLY_SHARE and not self._national

    def _is_short_and_local(self, province: str) -> bool:
        if self._national or len(self._layout.compact) > _SHORT_ITEM:
            return False
        return not self._names_nationals and self._geography.opens_in(province)


def _is_provincial_unit(candidate: Candidate) -> bool:
    return candidate.tail.scope in (
        Scope.BARE_PROVINCE,
        Scope.THIS_PROVINCE,
    ) or candidate.token.atom.key.startswith(("مدیرکل", "ادارهکل"))


def _is_municipal_unit(candidate: Candidate) -> bool:
    """«سخنگوی آتش‌نشانی» is the town's, where a town is known."""
    return is_local(candidate.type) and candidate.heads.role
