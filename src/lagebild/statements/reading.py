"""A document as the rules read it: sentences with their clauses by position, and the statements still in draft.

Positions are indexes into ``Analysis.tokens``; a range is half-open. Only ``Draft.finish`` turns them into
code points.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lagebild.language import Analysis, Clause, ClauseKind, Quotation, Sentence, Token
from lagebild.language.clauses import QUOTE_MARKS
from lagebild.model.statement import Act, Kind, Statement
from lagebild.model.text import Span
from lagebild.statements.confidence import Evidence, confidence

Range = tuple[int, int]
DEPENDENT = frozenset({ClauseKind.SUBORDINATE, ClauseKind.RELATIVE, ClauseKind.INFINITIVE})
# Tokens; a "sentence" beyond it is a table, a list or an attack, and says nothing. The longest in Wikinews train has 137.
LONGEST = 600
_EDGE_MARKS = frozenset({",", ";", ":", ".", "–", "—", "-", "…"})


@dataclass(slots=True)
class Draft:
    """A statement whose spans are still ranges of token positions.

    Attributes:
        weight: how surely the cue reports speech, 0 to 1.
        source: the draft with the frame whose speaker goes on in this one.
    """

    kind: Kind
    rule: str
    content: list[Range]
    sentence: int
    speaker: list[Range] = field(default_factory=list)
    cue: list[Range] = field(default_factory=list)
    frame: list[Range] = field(default_factory=list)
    addressee: list[Range] = field(default_factory=list)
    medium: str | None = None
    act: Act = Act.SAYS
    weight: float = 1.0
    via: tuple[str, ...] = ()
    source: Draft | None = None

    @property
    def begin(self) -> int:
        return self.content[0][0]

    @property
    def end(self) -> int:
        return self.content[-1][1]

    def covers(self, begin: int, end: int) -> bool:
        """Whether one run of the content holds the range."""
        return any(b <= begin and end <= e for b, e in self.content)

    def finish(self, document: str, tokens: list[Token], nested_in: str | None) -> Statement:
        """The statement with code-point spans and its confidence."""

        def spans(ranges: list[Range]) -> tuple[Span, ...]:
            return tuple(Span(tokens[b].begin, tokens[e - 1].end) for b, e in ranges)

        return Statement(
            document=document,
            content=spans(self.content),
            kind=self.kind,
            rule=self.rule,
            speaker=spans(self.speaker),
            cue=spans(self.cue),
            frame=spans(self.frame),
            addressee=spans(self.addressee),
            medium=self.medium,
            act=self.act,
            via=self.via,
            nested_in=nested_in,
            confidence=confidence(self._evidence(tokens, nested_in is not None)),
        )

    def _evidence(self, tokens: list[Token], nested: bool) -> Evidence:
        length = sum(e - b for b, e in self.speaker)
        pronoun = length == 1 and tokens[self.speaker[0][0]].tag in {"PPER", "PDS", "PIS", "PRELS"}
        return Evidence(
            rule=self.rule,
            speaker="none" if not length else "pronoun" if pronoun else "word" if length == 1 else "phrase",
            length=sum(e - b for b, e in self.content),
            nested=nested,
            weight=self.weight,
        )


@dataclass(slots=True)
class View:
    """One sentence by position.

    Attributes:
        begin, end: positions of its first token and after its last.
        owner: clause index for each token from ``begin`` on, -1 for marks.
        children: indexes of the clauses that hang on each clause.
        quoted: for each token whether it lies inside a direct quotation of a full sentence.
        fragments: ranges of the quoted words in it that are no sentence of their own.
        frames: indexes of the clauses that are somebody's frame behind or amid what is said.
    """

    sentence: Sentence
    tokens: list[Token]
    begin: int
    end: int
    owner: list[int]
    children: list[list[int]]
    quoted: list[bool]
    fragments: list[Range] = field(default_factory=list)
    frames: set[int] = field(default_factory=set)

    @property
    def endless(self) -> bool:
        """Whether it is too long to be a sentence; the rules pass it by, so that their time stays linear."""
        return self.end - self.begin > LONGEST

    @property
    def clauses(self) -> list[Clause]:
        return self.sentence.clauses

    def own(self, position: int) -> int:
        return self.owner[position - self.begin]

    def is_quoted(self, position: int) -> bool:
        return self.quoted[position - self.begin]

    def first(self, clause: Clause) -> int:
        return clause.tokens[0].index

    def last(self, clause: Clause) -> int:
        """Position after the clause's last token."""
        return clause.tokens[-1].index + 1

    def descendants(self, clause: Clause) -> set[int]:
        """The clause and all that hang on it, by index."""
        found = {clause.index}
        queue = [clause.index]
        while queue:
            for child in self.children[queue.pop()]:
                if child not in found:
                    found.add(child)
                    queue.append(child)
        return found

    def trim(self, begin: int, end: int) -> Range | None:
        """The range without marks at its edges that belong to the sentence, not to what is said."""
        tokens = self.tokens
        while begin < end and tokens[begin].text in _EDGE_MARKS:
            begin += 1
        while begin < end and (tokens[end - 1].text in _EDGE_MARKS or tokens[end - 1].text in "!?" and end == self.end):
            end -= 1
        # A closing mark whose opening one lies outside, and the reverse, stay outside.
        if begin < end and tokens[end - 1].text in ")]" and not any(t.text in "([" for t in tokens[begin:end]):
            end -= 1
        return (begin, end) if begin < end else None

    def main_end(self) -> int:
        """Position after the last word: the sentence without its full stop."""
        end = self.end
        while end > self.begin and self.tokens[end - 1].text in {".", "!", "?", "…"}:
            end -= 1
        return end


@dataclass(slots=True)
class Reading:
    """Everything the rules may look at."""

    analysis: Analysis
    tokens: list[Token]
    views: list[View]
    full_quotes: list[Quoted]
    fragments: list[Quoted]
    sentence_of: list[int]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation by position, marks included.

    Attributes:
        full: whether it holds a sentence of its own and not a few words of another.
    """

    quotation: Quotation
    begin: int
    end: int
    full: bool

    @property
    def inner(self) -> Range:
        return (self.begin + 1, self.end - 1 if self.quotation.closed else self.end)


def read(analysis: Analysis) -> Reading:
    """The analysis by position."""
    tokens = analysis.tokens
    sentence_of = [0] * len(tokens)
    for sentence in analysis.sentences:
        for token in sentence.tokens:
            sentence_of[token.index] = sentence.index
    full: list[Quoted] = []
    fragments: list[Quoted] = []
    in_full = bytearray(len(tokens))
    place = {t.begin: t.index for t in tokens}
    stop = {t.end: t.index + 1 for t in tokens}
    reach = 0
    for quotation in analysis.quotations:
        begin, end = place.get(quotation.begin), stop.get(quotation.end)
        if begin is None or end is None or end - begin < 2:
            continue
        if begin < reach:
            continue  # nested in a full quotation: the outer one is the statement
        if not quotation.closed and not (begin and tokens[begin - 1].text == ":"):
            continue  # a lost mark: what it opens is read as if it were not there
        quoted = _quoted(quotation, begin, end, tokens)
        if quoted.full:
            full.append(quoted)
            in_full[begin:end] = b"\1" * (end - begin)
            reach = end
        else:
            fragments.append(quoted)
    views = [_view(s, tokens, in_full) for s in analysis.sentences]
    full = [q for q in full if not (views[sentence_of[q.begin]].endless or views[sentence_of[q.end - 1]].endless)]
    fragments = [q for q in fragments if not views[sentence_of[q.begin]].endless]
    for quoted in fragments:
        views[sentence_of[quoted.begin]].fragments.append((quoted.begin, quoted.end))
    return Reading(analysis, tokens, views, full, fragments, sentence_of)


def _quoted(quotation: Quotation, begin: int, end: int, tokens: list[Token]) -> Quoted:
    if quotation.depth:
        return Quoted(quotation, begin, end, False)
    inner = tokens[begin + 1 : end - 1 if quotation.closed else end]
    words = [t for t in inner if t.text[0].isalnum()]
    finite = any(t.tag in {"VV(FIN)", "VA(FIN)", "VM(FIN)"} for t in inner)
    ends = bool(inner) and inner[-1].text in {".", "!", "?", "…", "..."}
    before = tokens[begin - 1].text if begin else ""
    after = tokens[end].text if end < len(tokens) else ""
    capital = bool(words) and (words[0].text[0].isupper() or words[0].text[0].isdigit())
    own = before in {"", ":", "."} or before in QUOTE_MARKS or after == "," and capital or ends
    framed = after == "," and end + 1 < len(tokens) and (tokens[end + 1].tag in {"VV(FIN)", "VA(FIN)"} or tokens[end + 1].lower == "so")
    full = capital and len(words) >= 2 and own and (finite or ends or framed or before == ":")
    # A quotation that runs over a full stop holds sentences even where it begins in the middle of one.
    over = len(words) >= 6 and any(
        t.text in {".", "!", "?"} and following.text[0].isupper() and following.begin > t.end
        for t, following in zip(inner, inner[1:], strict=False)
    )
    return Quoted(quotation, begin, end, full or over and finite)


def _view(sentence: Sentence, tokens: list[Token], in_full: bytearray) -> View:
    begin, end = sentence.tokens[0].index, sentence.tokens[-1].index + 1
    owner = [-1] * (end - begin)
    children: list[list[int]] = [[] for _ in sentence.clauses]
    for clause in sentence.clauses:
        for token in clause.tokens:
            owner[token.index - begin] = clause.index
        if clause.parent is not None and clause.parent != clause.index:
            children[clause.parent].append(clause.index)
    return View(sentence, tokens, begin, end, owner, children, [bool(x) for x in in_full[begin:end]])
