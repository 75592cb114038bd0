"""How likely a statement is right as a reader would judge it: its content and its speaker.

"Right" is *said* of ``score_statements.py``: content with token F1 of at least .5 and the speaker, or none on both
sides. The table was read off Wikinews train (700 articles, sha256 of train.jsonl efed4d634a8ec6e4, arXiv 2404.16764),
rounded by hand to steps of .05, and tested on dev, which it was not read off: ``python tools/measure_statements.py``.
"""

from __future__ import annotations

from dataclasses import dataclass

# Claims that rest on a statement should ask for at least this much. On Wikinews dev (150 articles): see
# docs/guide/statements.md for precision and recall at it.
DEFAULT_THRESHOLD = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a statement's confidence is judged by.

    Attributes:
        rule: name of the rule that found it.
        speaker: "phrase" (two words or more), "word", "pronoun" or "none".
        length: tokens of what is said.
        nested: whether it lies within another statement.
        weight: how surely its cue reports speech, 0 to 1; for a quotation lower where a cue is missing.
    """

    rule: str
    speaker: str
    length: int
    nested: bool = False
    weight: float = 1.0


# The share that is right where the speaker is a phrase and nothing else speaks against it.
_RIGHT = {
    "carried_by_subjunctive": 0.65,
    "colon": 0.35,
    "das_sagte": 0.75,
    "dass_clause": 0.85,
    "demnach": 0.45,
    "fragment_alone": 0.10,
    "fragment_in_statement": 0.70,
    "fragment_with_cue": 0.55,
    "frame_behind": 0.85,
    "hearsay_sollen": 0.55,
    "laut": 0.90,
    "nach_angaben": 0.85,
    "noun_clause": 0.60,
    "question_clause": 0.45,
    "quote_amid": 0.50,
    "quote_colon": 0.85,
    "quote_continued": 0.45,
    "quote_frame_behind": 0.90,
    "quote_so": 0.90,
    "reported_act": 0.45,
    # The data set hardly ever marks "wies den Bericht zurück"; on our own texts all of these were right.
    "reported_refusal": 0.10,
    "sicht": 0.60,  # judgement: two cases
    "so": 0.90,
    "verb_second": 0.85,
    "verb_second_indicative": 0.65,  # judgement: four cases
    "wie_frame": 0.90,
    "wonach": 0.60,
    "zu_infinitive": 0.75,
    "zufolge": 0.90,
}
# Rules of a verb with its clause: what lies within another statement there is mostly a part of it.
_CLAUSAL = frozenset(
    "dass_clause frame_behind noun_clause question_clause verb_second wie_frame zu_infinitive quote_colon".split()
)
# Factors on the table above.
_SPEAKER = {"phrase": 1.0, "word": 0.95, "pronoun": 0.9, "none": 0.45}
_NESTED = 0.45
_VAGUE = 0.75  # a cue of weight .7 or less with dass, ob or a question word: "sehen, dass"
_SHORT = 0.85  # fewer than 8 tokens
_ENDLESS = 0.7  # more than 40 tokens: something beside it was taken in
# One word or a pronoun serves these as well as a phrase.
_LIKE_NAMED = frozenset("laut nach_angaben zufolge quote_colon zu_infinitive quote_frame_behind demnach quote_so so".split())


def confidence(evidence: Evidence) -> float:
    """The probability, 0 to 1, that content and speaker are right."""
    share = _RIGHT[evidence.rule]
    if evidence.speaker == "none":
        share *= 0.85 if evidence.rule == "zu_infinitive" else _SPEAKER["none"]
    elif evidence.rule not in _LIKE_NAMED:
        share *= _SPEAKER[evidence.speaker]
    if evidence.nested and evidence.rule in _CLAUSAL:
        share *= _NESTED
    if evidence.weight <= 0.7 and evidence.rule in {"dass_clause", "question_clause"}:
        share *= _VAGUE
    if evidence.length < 8 and evidence.rule not in {"zu_infinitive", "carried_by_subjunctive"}:
        share *= _SHORT
    elif evidence.length > 40 and not evidence.rule.startswith(("quote", "carried", "das")):
        share *= _ENDLESS
    return round(min(share, 0.97), 3)
