"""Who speaks: an office or an agency as the subject of a speech verb, or before a colon."""

from bisect import bisect_left, bisect_right

from nlp.atoms import Form, Kind
from nlp.candidates import Candidate
from nlp.layout import Layout
from nlp.lexicon import Lexicon
from nlp.surroundings import Surroundings

_SENTENCE_ENDS = ".!؟?\n"
_COLON_REACH = 28
"""Folded characters of a name between an office and its colon."""
_VERB_REACH = 12
"""An agency as such speaks only where the verb follows closely: «شهرداری تهران اعلام کرد»."""
_SENTENCE_REACH = 500
_LINE_REACH = 25
_QUOTING_REACH = 30
_BULLET = 3
_ACCORDING_TO = "بهگفته"
_ABOUT = "از"
_JOINTS = frozenset({"و", "،"})
_LIST_WORDS = 14
_THIS = frozenset({"این", "همین", "ان"})


class SpeechReader:
    """Finds speakers in one layout."""

    def __init__(self, layout: Layout, lexicon: Lexicon) -> None:
        self._layout = layout
        self._words = lexicon.words
        self._around = Surroundings(layout)
        speech = [token for token in layout.tokens if token.atom.kind is Kind.SPEECH]
        self._speech = [token.start for token in speech]
        self._quoting = [token.end for token in speech if token.atom.key == _ACCORDING_TO]

    def speaks(self, candidate: Candidate) -> bool:
        """Whether a candidate is the subject of speech."""
        before = candidate.heads.before
        person = candidate.form is Form.OFFICE or candidate.heads.role
        if self._is_quoted(candidate):
            return True
        # A professor of a university speaks for himself.
        if {before, candidate.heads.before_that} & self._words["expert_before"]:
            return False
        if self._is_object(candidate, person=person):
            return False
        end = self._sentence_end(candidate.end)
        number = bisect_left(self._speech, candidate.end)
        verb = self._speech[number] if number < len(self._speech) else end
        if self._is_before_colon(candidate, min(end, verb), person=person):
            return True
        if verb >= end or self._is_guest(candidate):
            return False
        return person or self._opens_line(candidate) or self._is_just_before(candidate, verb)

    def _is_object(self, candidate: Candidate, *, person: bool) -> bool:
        """«در همایش شهرداری بم … گفت»: somebody else speaks."""
        heads, words = candidate.heads, self._words
        if heads.before in words["occasions"]:
            # «در این نشست، مدیرکل …» tells where; «در نشست مدیرکل …» whose it is.
            return heads.before_that not in _THIS
        # An agency after any preposition is not who speaks; a person may be: «… از ساری فرماندار گفت».
        return heads.before in words["not_subject_before"] or (
            not person and heads.before in words["governs"]
        )

    def _is_guest(self, candidate: Candidate) -> bool:
        """«با حضور استاندار و شهردار ساری … گفت»: all of the list came, somebody else speaks."""
        if candidate.heads.before not in _JOINTS:
            return False
        if self._layout.word_at(candidate.end) in self._words["company_before"]:
            return True
        return bool(self._words["company_before"] & set(self._around.left(candidate.start, _LIST_WORDS)))

    def _is_just_before(self, candidate: Candidate, verb: int) -> bool:
        between = self._layout.compact[candidate.end : verb]
        return len(between) <= _VERB_REACH and "،" not in between

    def _opens_line(self, candidate: Candidate) -> bool:
        return candidate.start - self._layout.lines[candidate.line] <= _BULLET

    def _is_before_colon(self, candidate: Candidate, reach: int, *, person: bool) -> bool:
        """«استانداری بوشهر: …», «استاندار بوشهر، نام: …», and a line that begins with the name."""
        compact = self._layout.compact
        if compact.startswith("\n:", candidate.end):
            return True
        colon = compact.find(":", candidate.end, reach)
        if colon < 0:
            return False
        leads_line = candidate.start - self._layout.lines[candidate.line] <= _LINE_REACH
        return colon <= candidate.end + (_COLON_REACH if person or leads_line else 1)

    def _is_quoted(self, candidate: Candidate) -> bool:
        """«به گفته نام، مدیرعامل شرکت …», and a line «پلیس فتا تهران از دستگیری …»."""
        number = bisect_right(self._quoting, candidate.start)
        if number and candidate.start - self._quoting[number - 1] <= _QUOTING_REACH:
            start = self._quoting[number - 1]
            return self._sentence_end(start) > candidate.start
        return self._opens_line(candidate) and self._layout.word_at(candidate.end) == _ABOUT

    def follows(self, position: int) -> bool:
        """Whether a speech verb stands between here and the end of the sentence."""
        number = bisect_left(self._speech, position)
        return number < len(self._speech) and self._speech[number] < self._sentence_end(position)

    def begins(self, position: int) -> bool:
        """Whether a speech verb begins here."""
        number = bisect_left(self._speech, position)
        return number < len(self._speech) and self._speech[number] == position

    def _sentence_end(self, position: int) -> int:
        compact, reach = self._layout.compact, position + _SENTENCE_REACH
        ends = [compact.find(mark, position, reach) for mark in _SENTENCE_ENDS]
        return min((end for end in ends if end >= 0), default=min(reach, len(compact)))
