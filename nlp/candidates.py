"""Candidates: names in a text read as role → unit → agency → place, or refused by a rule with a name."""

import re
from collections.abc import Set
from dataclasses import dataclass

from core.agencies import LOCAL_LEVELS, AgencyType, Level
from nlp.abroad import foreign_names
from nlp.atoms import Atom, Form, Kind, Token
from nlp.heads import Heads, Licence, read_heads
from nlp.layout import Layout
from nlp.lexicon import Lexicon
from nlp.tails import Area, Scope, Tail, TailReader


@dataclass(slots=True)
class Candidate:
    """One mention of a body, not yet bound to a place where it names none."""

    type: AgencyType
    form: Form
    token: Token
    heads: Heads
    tail: Tail
    line: int

    @property
    def start(self) -> int:
        return self.heads.start

    @property
    def end(self) -> int:
        return max(self.tail.end, self.token.end)


@dataclass(frozen=True, slots=True)
class Refused:
    """A name that was not taken, and the rule."""

    start: int
    end: int
    rule: str


@dataclass(slots=True)
class Found:
    """What one text holds."""

    candidates: list[Candidate]
    refused: list[Refused]
    sports: bool


def find_candidates(layout: Layout, lexicon: Lexicon) -> Found:
    """Read every agency atom of a text."""
    found = Found([], [], False)
    agency_tokens = [token for token in layout.tokens if token.atom.kind in (Kind.AGENCY, Kind.NATIONAL)]
    if not agency_tokens:
        return found
    found.sports = is_sports(layout)
    tails = TailReader(layout, lexicon)
    foreign = foreign_names(layout)
    for token in agency_tokens:
        heads = read_heads(layout, lexicon, token.start)
        own_words = _OWN_WORDS if token.atom.key in lexicon.words["named_bodies"] else 0
        tail = tails.read(token.end, plural=token.plural, several=heads.several, own_words=own_words)
        candidate = _candidate(token, heads, tail, layout.line_of(token.start))
        rule = _refusal(candidate, layout, lexicon, sports=found.sports, foreign=foreign)
        if rule == "weak-name" and _shares_head(candidate, found.candidates, layout):
            shared = found.candidates[-1].heads
            candidate.heads = heads._replace(licence=shared.licence, direct=True, before=shared.before)
            rule = None
        if rule:
            found.refused.append(Refused(candidate.start, candidate.end, rule))
        else:
            found.candidates.append(candidate)
    _drop_units(found, layout, lexicon)
    return found


def _drop_units(found: Found, layout: Layout, lexicon: Lexicon) -> None:
    """«معاون حمل و نقل شهرداری»: directly before another agency a name is a unit of it."""
    kept: list[Candidate] = []
    for number, candidate in enumerate(found.candidates):
        following = found.candidates[number + 1] if number + 1 < len(found.candidates) else None
        if following is not None and _is_unit_of(candidate, following, layout, lexicon):
            found.refused.append(Refused(candidate.start, candidate.end, "unit-of-next"))
            start = min(candidate.start, following.start)
            following.heads = following.heads._replace(start=start, role=True)
        else:
            kept.append(candidate)
    found.candidates = kept


def _is_unit_of(candidate: Candidate, following: Candidate, layout: Layout, lexicon: Lexicon) -> bool:
    """Whether the next name's own role and unit words reach over this name, or nothing stands between."""
    if _is_second_hat(candidate, following, layout):
        return True
    reaches_over = following.heads.start <= candidate.token.start
    touches = candidate.end >= following.start and layout.word_at(candidate.token.end) not in _JOINTS
    return (
        (reaches_over or touches)
        and candidate.type is not following.type
        and candidate.tail.scope is Scope.NONE
        and candidate.form is not Form.OFFICE
        and following.form is not Form.UNIT
        and following.type.slug not in lexicon.words["venue_types"]
    )


def _is_second_hat(candidate: Candidate, following: Candidate, layout: Layout) -> bool:
    """«معاون استاندار و فرماندار ویژه»: the title that every governor of a large county bears."""
    return (
        candidate.type.slug == "governor-office"
        and candidate.heads.role
        and following.type.level is Level.COUNTY
        and following.form is Form.OFFICE
        and layout.compact[candidate.token.end : following.token.start] == "و"
    )


def _candidate(token: Token, heads: Heads, tail: Tail, line: int) -> Candidate:
    agency_type = token.atom.type
    assert agency_type is not None
    if _HEADED.match(token.atom.key):
        heads = heads._replace(role=True)
    return Candidate(agency_type, token.atom.form, token, heads, tail, line)


def _refusal(
    candidate: Candidate, layout: Layout, lexicon: Lexicon, *, sports: bool, foreign: Set[str]
) -> str | None:
    """The name of the first rule that refuses a candidate."""
    atom, heads, tail = candidate.token.atom, candidate.heads, candidate.tail
    if tail.scope is Scope.FOREIGN or _LATIN_BEHIND.match(layout.compact, candidate.end):
        return "foreign"
    if tail.places and tail.places[0].senses.name in foreign:
        return "foreign"
    if tail.scope is Scope.NATIONAL:
        return "national"
    if tail.scope is Scope.CLASS:
        return "class-noun"
    if atom.kind is Kind.NATIONAL and not (_names_a_province(atom, tail) or _is_general_office(heads)):
        return "national"
    if tail.former or _was_before(heads, lexicon):
        return "former-holder"
    if _is_class(candidate, lexicon):
        return "class-noun"
    if _is_of_ministry(candidate, lexicon):
        return "national"
    if _is_other_thing(candidate, lexicon):
        return "not-an-agency"
    if _is_route(candidate, layout, lexicon):
        return "route"
    if candidate.form is Form.WEAK and not _licensed(candidate):
        return "weak-name"
    if _is_club(candidate, layout, lexicon, sports=sports):
        return "club"
    return None


def _names_a_province(atom: Atom, tail: Tail) -> bool:
    return tail.scope in (Scope.PLACED, Scope.BARE_PROVINCE, Scope.THIS_PROVINCE) and not atom.key.endswith(
        ("کشور", "ایران")
    )


def _is_general_office(heads: Heads) -> bool:
    """«اداره کل وزارت ورزش و جوانان» is how people write the province's office."""
    return heads.before_name == "کل" and heads.licence is Licence.PROVINCIAL and not heads.role


def _was_before(heads: Heads, lexicon: Lexicon) -> bool:
    """«پیشتر مدیرکل …», «پیش از این مدیرکل …»."""
    two_words = heads.before_that + heads.before
    return heads.before in lexicon.words["former_before"] or two_words in lexicon.words["former_two_before"]


def _is_class(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Plurals and «هر استانداری» speak of a class; «شهرداری‌های بم و جیرفت» names two.

    So does «فرماندار استان سمنان»: a province has many.
    """
    heads, places = candidate.heads, candidate.tail.places
    if is_local(candidate.type) and places and places[0].area is Area.PROVINCE and not places[0].inside:
        return True
    if (
        heads.before in lexicon.words["class_before"]
        and not heads.role
        and candidate.tail.scope is not Scope.PLACED
    ):
        return True
    return candidate.token.plural and len(candidate.tail.places) < _LEAST_LISTED


def _is_of_ministry(candidate: Candidate, lexicon: Lexicon) -> bool:
    """«وزیر راه و شهرسازی»; but «مدیرکل اداره وزارت ورزش استان X» is a province's office."""
    heads = candidate.heads
    words = {heads.before_name, heads.before}
    if heads.before in _QUOTES:
        words.add(heads.before_that)
    desk = heads.before_name == _DESK and candidate.tail.scope is not Scope.PLACED
    if not (desk or words & lexicon.words["national_before"]):
        return False
    return not (candidate.tail.scope is Scope.PLACED and heads.before_that in ("اداره", "کل"))


def _is_other_thing(candidate: Candidate, lexicon: Lexicon) -> bool:
    heads = candidate.heads
    general, special = lexicon.words["not_an_agency_before"], lexicon.negative[candidate.type.slug]
    if candidate.tail.scope is Scope.PLACED and candidate.form is not Form.WEAK:
        general = general - lexicon.words["papers_of_an_agency"]
    if heads.before_name in general or heads.before_name in special:
        return True
    two_words = heads.before_that + heads.before
    return heads.before in general or heads.before in special or two_words in special


def _is_route(candidate: Candidate, layout: Layout, lexicon: Lexicon) -> bool:
    """«راه‌آهن سرخس - بندرعباس» is a line between two places."""
    if candidate.type.slug not in lexicon.words["route_types"] or candidate.heads.licence > Licence.NONE:
        return False
    end = candidate.tail.end
    pair = any(place.inside and not place.inside.province for place in candidate.tail.places)
    return (
        pair or layout.compact[end : end + 1] in ("-", "–", "ـ", "—") or candidate.tail.after in ("به", "تا")
    )


def _licensed(candidate: Candidate) -> bool:
    """A weak name needs a head before it, or «استان X» behind it and a colon or a long name."""
    heads, tail = candidate.heads, candidate.tail
    if heads.direct and (heads.licence > Licence.NONE or heads.role):
        return True
    placed = tail.scope is Scope.PLACED and tail.places[0].area is Area.PROVINCE
    return placed and (tail.after == ":" or len(candidate.token.atom.key) >= _LONG_NAME)


def _shares_head(candidate: Candidate, accepted: list[Candidate], layout: Layout) -> bool:
    """«اداره منابع طبیعی و محیط زیست»: one head before two names."""
    if not accepted or not accepted[-1].heads.direct:
        return False
    previous = accepted[-1]
    alike = previous.heads.licence > Licence.NONE and previous.type is not candidate.type
    return alike and layout.compact[previous.end : candidate.token.start] == "و"


def _is_club(candidate: Candidate, layout: Layout, lexicon: Lexicon, *, sports: bool) -> bool:
    """A team called شهرداری: only where the name is not an office and no office stands before it."""
    heads = candidate.heads
    staff = heads.before_name in lexicon.words["club_staff"]
    if candidate.form is Form.OFFICE or (heads.role and not staff) or _acts(heads, lexicon):
        return False
    if any(place.area is not Area.NONE for place in candidate.tail.places) or _is_beside_council(
        candidate, layout
    ):
        return False  # no team is called «فرمانداری شهرستان بم»
    clubs = lexicon.words["club_before"]
    if heads.before in clubs or heads.before_that in clubs or heads.before_name in clubs:
        return True
    return sports and candidate.type.slug in lexicon.words["club_types"] and heads.licence is Licence.NONE


def _is_beside_council(candidate: Candidate, layout: Layout) -> bool:
    """«شهرداری و شورای شهر بم» are no teams."""
    return candidate.type.slug == "municipality" and layout.compact.startswith("وشورا", candidate.token.end)


def _acts(heads: Heads, lexicon: Lexicon) -> bool:
    """«با همکاری فرمانداری بیجار» is no team, even in a sports report."""
    return bool({heads.before, heads.before_that} & lexicon.words["acts_before"])


_JOINTS = frozenset({"و", "،", ","})
_LONG_NAME = 8
_OWN_WORDS = 3
_LATIN_BEHIND = re.compile(r'["»”]?\([a-z]')
"""«"دانشگاه ساری"(University of Surrey)»."""
_QUOTES = frozenset('"«»“”')
_LEAST_LISTED = 2
"""«دانشگاه‌های تهران» is a class, «دانشگاه‌های تهران و شیراز» are two bodies."""
_HEADED = re.compile("مدیر(?!یت)|رییس|شهردار(?!ی)|سخنگو")
"""Names that carry the office in themselves: «مدیرکل زندان‌ها»."""
_DESK = "دفتر"
"""«مدیرکل دفتر محیط زیست» sits in a ministry."""
_SPORTS_WORDS, _SPORTS_WORDS_OF_SHORT = 6, 3
_SHORT = 1200


def is_sports(layout: Layout) -> bool:
    """Whether the text is a sports report, by how many of its words say so."""
    least = _SPORTS_WORDS_OF_SHORT if len(layout.compact) < _SHORT else _SPORTS_WORDS
    return sum(token.atom.kind is Kind.SPORT for token in layout.tokens) >= least


def is_local(agency_type: AgencyType) -> bool:
    """Bodies of a county, a city or a district."""
    return agency_type.level in LOCAL_LEVELS
