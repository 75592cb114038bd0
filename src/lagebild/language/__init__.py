"""German: sentences, tokens, tags, lemmas, subjunctive, clauses, noun phrases, quotation marks.

A text goes in; an ``Analysis`` comes out that every later stage reads and none changes.
"""

from lagebild.language.analysis import Analysis, Sentence, analyse
from lagebild.language.clauses import Clause, ClauseKind
from lagebild.language.phrases import NounPhrase, noun_phrases
from lagebild.language.quotes import Quotation
from lagebild.language.tokens import Token

__all__ = ["Analysis", "Clause", "ClauseKind", "NounPhrase", "Quotation", "Sentence", "Token", "analyse", "noun_phrases"]
