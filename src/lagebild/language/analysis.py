"""A document's text becomes sentences of tagged tokens, clauses and quotations, once, for all later stages."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from lagebild.language.clauses import FINITE, QUOTE_MARKS, Clause, split_clauses
from lagebild.language.mood import finite_mood, first_person
from lagebild.language.quotes import Quotation, find_quotations
from lagebild.language.sentences import CLOSING, sentence_bounds
from lagebild.language.tagger import Tagger, shared_tagger
from lagebild.language.tokens import Token, tokenize

_MAX_TAGGED = 400  # tokens; a longer "sentence" is a table or an attack, and is tagged in slices


@dataclass(slots=True)
class Sentence:
    """A sentence with its tokens and clauses; offsets are those of the document."""

    index: int
    tokens: list[Token]
    paragraph: int
    clauses: list[Clause] = field(default_factory=list)

    @property
    def begin(self) -> int:
        return self.tokens[0].begin

    @property
    def end(self) -> int:
        return self.tokens[-1].end


def _begin(part: Sentence | Token) -> int:
    return part.begin


@dataclass(slots=True)
class Analysis:
    """Everything that the language stage knows of one text."""

    text: str
    tokens: list[Token]
    sentences: list[Sentence]
    quotations: list[Quotation]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds or precedes the code point at ``offset``."""
        return self.sentences[max(0, bisect_right(self.sentences, offset, key=_begin) - 1)]

    def tokens_between(self, begin: int, end: int) -> list[Token]:
        """Tokens that lie wholly inside the range."""
        first = bisect_right(self.tokens, begin - 1, key=_begin)
        last = bisect_right(self.tokens, end - 1, key=_begin)
        return [t for t in self.tokens[first:last] if t.end <= end]


def analyse(text: str, tagger: Tagger | None = None) -> Analysis:
    """Tokens, tags, lemmas, moods, clauses and quotations of a text.

    Args:
        text: any text; offsets in what is returned are code points into exactly this string.
        tagger: the tagger to use; the process's shared one by default.
    """
    tagger = tagger or shared_tagger()
    tokens = tokenize(text)
    sentences: list[Sentence] = []
    paragraph = 0
    last_end = 0
    for first, stop in sentence_bounds(text, tokens):
        own = tokens[first:stop]
        if sentences and text.count("\n", last_end, own[0].begin) >= 2:
            paragraph += 1
        last_end = own[-1].end
        sentence = Sentence(len(sentences), own, paragraph)
        for k in range(0, len(own), _MAX_TAGGED):
            _tag(own[k : k + _MAX_TAGGED], tagger)
        for k in range(0, len(own), _MAX_TAGGED):
            clauses = split_clauses(own[k : k + _MAX_TAGGED])
            base = len(sentence.clauses)
            for clause in clauses:
                clause.index += base
                if clause.parent is not None:
                    clause.parent += base
            sentence.clauses.extend(clauses)
        sentences.append(sentence)
    return Analysis(text, tokens, sentences, find_quotations(text))


def _tag(tokens: list[Token], tagger: Tagger) -> None:
    """Tags, base forms and moods of the tokens of one sentence."""
    words: list[Token] = []
    texts: list[str] = []
    for k, token in enumerate(tokens):
        if token.text in QUOTE_MARKS:
            token.tag, token.lemma = "$(", token.text
        elif token.text == "." and words and words[-1].end == token.begin and k + 1 < len(tokens) and tokens[k + 1].text not in CLOSING:
            # The full stop of an abbreviation or an ordinal belongs to the word, else it would look like a sentence's end.
            token.tag, token.lemma = "$.", "."
            texts[-1] += "."
        else:
            words.append(token)
            texts.append(token.text if len(token.lower) == len(token.text) else token.plain)
    for token, (tag, lemma, later) in zip(words, tagger.tag_later(texts), strict=True):
        token.tag, token.base, token.find_base = tag, lemma, later
        if tag in FINITE:
            found = finite_mood(token.lower, lemma)
            if found is not None:
                token.mood, token.tense = found
                if token.mood == "konj1" and token.lower[-1] == "e" and first_person(tokens, token.index - tokens[0].index):
                    token.mood = "ind"
