"""The act and its topic in one clause: "X kritisierte die Entscheidung", "die Polizei spricht von 4000".

What is said is a noun phrase there, so the whole sentence is the statement and has no frame of its own.
"""

from __future__ import annotations

from lagebild.language import ClauseKind
from lagebild.model.statement import Act, Kind
from lagebild.statements.addressees import addressee_of
from lagebild.statements.hits import CueHit, act_of
from lagebild.statements.reading import DEPENDENT, Draft, Range, View
from lagebild.statements.subjects import subject_of

_PREPOSITIONS = frozenset("auf von über vor mit zu um an für gegen nach in als".split())
_FUSED = {"vom": "von", "zum": "zu", "zur": "zu", "im": "in", "am": "an", "ins": "in", "aufs": "auf", "fürs": "für"}
_PRONOMINAL = {"dafür": "für", "davon": "von", "darauf": "auf", "davor": "vor", "dagegen": "gegen", "dazu": "zu", "damit": "mit", "darüber": "über"}
# "lobte, veröffentlichte, bestätigte X" tells a deed; a demand, a warning or a denial tells what was said.
_WITH_OBJECT = frozenset({Act.PROMISES, Act.WARNS, Act.DEMANDS, Act.ACCUSES, Act.DENIES, Act.DECLINES, Act.REJECTS, Act.CONSIDERS, Act.ANNOUNCES})
_TOLD_ONCE = frozenset({Act.SAYS, Act.ACCUSES, Act.ANNOUNCES})
_INDEPENDENT = frozenset({ClauseKind.MAIN, ClauseKind.VERB_FIRST})


def reported_acts(view: View, hits: list[CueHit], taken: set[int]) -> list[Draft]:
    """A draft for each cue that no clause completes and whose topic stands in its own clause.

    Args:
        taken: indexes of clauses whose cue has its statement already.
    """
    drafts: list[Draft] = []
    for hit in hits:
        if hit.clause.index in taken or hit.clause.kind not in _INDEPENDENT or not _has_topic(hit):
            continue
        if hit.clause.passive and not any(t.lower in {"von", "vom", "seitens"} for t in hit.clause.tokens):
            continue
        if (hit.clause.perfect or hit.clause.past_perfect) and hit.cue.act in _TOLD_ONCE:
            # "hatte die Reform kritisiert" looks back on a deed; precision on Wikinews train .16, in the preterite .38
            continue
        if hit.clause.negation and hit.cue.act not in {Act.DENIES, Act.DECLINES, Act.REJECTS}:
            continue
        speaker = subject_of(view, hit.clause)
        if not speaker and hit.cue.act not in {Act.DENIES, Act.DECLINES}:
            continue
        content = _content(view, hit)
        act = act_of(hit, hit.clause.tokens)
        rule = "reported_refusal" if act in {Act.DENIES, Act.DECLINES, Act.REJECTS} else "reported_act"
        drafts.append(
            Draft(
                kind=Kind.REPORTED,
                rule=rule,
                content=[content],
                sentence=view.sentence.index,
                speaker=speaker,
                addressee=_hearers(view, hit, speaker),
                medium=hit.cue.medium,
                act=act,
            )
        )
        break
    return drafts


def _hearers(view: View, hit: CueHit, speaker: list[Range]) -> list[Range]:
    """To whom; what is promised is none: "bot eine Reservierung an", "garantiert den Ersatz"."""
    found = addressee_of(view, hit.clause, hit.lemma, speaker)
    if hit.cue.act is not Act.PROMISES:
        return found
    return [s for s in found if view.tokens[s[0]].lower in _DATIVE or view.tokens[s[0]].tag == "NE"]


_DATIVE = frozenset("dem der den einem einer ihm ihr ihnen uns seinem seiner seinen ihrem ihrer ihren allen".split())


def _has_topic(hit: CueHit) -> bool:
    words = {_FUSED.get(t.lower, t.lower) for t in hit.clause.tokens}
    words |= {_PRONOMINAL[w] for w in words if w in _PRONOMINAL}
    governed = hit.cue.governs & _PREPOSITIONS
    if any(p in words for p in governed):
        return True
    return "object" in hit.cue.governs and hit.cue.act in _WITH_OBJECT


def _content(view: View, hit: CueHit) -> Range:
    if hit.clause.kind in DEPENDENT:
        members = view.descendants(hit.clause)
        return view.first(hit.clause), max(view.last(view.clauses[m]) for m in members)
    mains = [c for c in view.clauses if c.kind in {ClauseKind.MAIN, ClauseKind.VERB_FIRST} and c.shared is None]
    if len(mains) < 2:
        return view.begin, view.end
    members = view.descendants(hit.clause)
    begin = min(view.first(view.clauses[m]) for m in members)
    return begin, max(view.last(view.clauses[m]) for m in members)
