"""Analysis goes in, statements come out: the rules in their order, sentence by sentence, with the last speaker in mind."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.language import Analysis, ClauseKind
from lagebild.model.statement import Kind, Statement
from lagebild.model.text import Document
from lagebild.statements.attribution import attributed_clauses
from lagebild.statements.carried import carried_over, hearsay, is_carried, is_hearsay
from lagebild.statements.cues import shared_cues
from lagebild.statements.direct import fragments, full_quotes
from lagebild.statements.hits import CueHit, cue_hits
from lagebild.statements.indirect import governed_clauses
from lagebild.statements.nouns import announced_by_noun, taken_back_up, taken_up_within
from lagebild.statements.reading import Draft, Reading, View, read
from lagebild.statements.reported import reported_acts
from lagebild.statements.subjects import subject_of


def find_statements(document: Document, analysis: Analysis) -> Iterator[Statement]:
    """Statements of a document in order of their content.

    Args:
        document: its ``key`` becomes ``Statement.document``; offsets are code points into its text.
        analysis: ``lagebild.language.analyse(document.text)``.
    """
    reading = read(analysis)
    drafts = _draft_all(reading)
    drafts.sort(key=lambda d: (d.begin, -d.end, d.kind, d.rule))
    open_drafts: list[tuple[Draft, str]] = []
    seen: set[str] = set()
    for draft in drafts:
        while open_drafts and open_drafts[-1][0].end < draft.end:
            open_drafts.pop()
        host = open_drafts[-1][1] if open_drafts and open_drafts[-1][0].begin <= draft.begin else None
        statement = draft.finish(document.key, reading.tokens, host)
        if statement.id in seen:
            continue
        seen.add(statement.id)
        open_drafts.append((draft, statement.id))
        yield statement


def _draft_all(reading: Reading) -> list[Draft]:
    lexicon = shared_cues()
    hits = [cue_hits(view, lexicon) for view in reading.views]
    direct = full_quotes(reading, hits, lexicon)
    by_sentence: list[list[Draft]] = [[] for _ in reading.views]
    for draft in direct:
        by_sentence[reading.sentence_of[draft.end - 1]].append(draft)
    source: Draft | None = None
    for view, found in zip(reading.views, hits, strict=True):
        own = by_sentence[view.sentence.index]
        for draft in own:
            if draft.rule == "quote_continued" or not draft.speaker and not draft.cue:
                _take_speaker(draft, source)
        own.extend(_sentence(view, reading.views[view.sentence.index - 1] if view.sentence.index else None, found, own, source))
        own.sort(key=lambda d: d.begin)
        named = [d for d in own if d.speaker and not any(h is not d and h.covers(d.begin, d.end) for h in own)]
        if named:
            source = named[-1]
        elif own:
            source = own[-1]
        else:
            source = _implied_source(view, found) or source
    merged = _merge_carried([d for own in by_sentence for d in own])
    return merged + fragments(reading, hits, by_sentence)


def _implied_source(view: View, hits: list[CueHit]) -> Draft | None:
    """Who speaks on in the subjunctive after a sentence that reports nothing itself: "Larson gab sich optimistisch."."""
    for clause in [h.clause for h in hits]:
        if clause.kind in {ClauseKind.MAIN, ClauseKind.VERB_FIRST} and not clause.subjunctive and not clause.passive:
            speaker = subject_of(view, clause)
            if speaker:
                return Draft(Kind.REPORTED, "implied", [(view.begin, view.end)], view.sentence.index, 0.3, speaker=speaker)
            break
    return None


OWN_SOURCE = frozenset("laut nach_angaben zufolge so frame_behind wie_frame sicht demnach verb_second".split())


def _take_speaker(draft: Draft, source: Draft | None) -> None:
    if source is not None:
        draft.speaker, draft.medium, draft.via = source.speaker, source.medium, source.via


def _sentence(view: View, before: View | None, hits: list[CueHit], direct: list[Draft], source: Draft | None) -> list[Draft]:
    from lagebild.statements.attribution import attributed_clauses as attributed

    drafts = governed_clauses(view, hits)
    taken = {h.clause.index for h in hits if any(d.cue == h.words for d in [*drafts, *direct])}
    drafts += attributed(view, shared_cues())
    drafts += announced_by_noun(view, drafts, shared_cues())
    back = taken_back_up(view, before, hits) if not drafts and not direct else None
    if back is not None:
        return [back]
    within = taken_up_within(view, hits) if not drafts else None
    if within is not None:
        drafts.append(within)
    if all(view.quoted):
        return drafts
    if is_carried(view) and source is not None and not any(d.rule in OWN_SOURCE for d in drafts):
        # "Er gehe davon aus, dass ...": the whole sentence is carried, its inner dass-clause is no second statement
        return [carried_over(view, source)]
    if not drafts and not direct:
        if is_hearsay(view):
            drafts.append(hearsay(view, source))
            return drafts
    drafts += reported_acts(view, hits, taken)
    return drafts


def _merge_carried(drafts: list[Draft]) -> list[Draft]:
    """Carried sentences that follow one another are one statement."""
    merged: list[Draft] = []
    last: dict[Kind, Draft] = {}
    for draft in drafts:
        if draft.kind is Kind.INDIRECT_FREE_INDIRECT:
            before = last.get(draft.kind)
            if before is not None and before.end == draft.begin and before.speaker == draft.speaker:
                before.content = [(before.begin, draft.end)]
                continue
            last[draft.kind] = draft
        merged.append(draft)
    return merged


__all__ = ["attributed_clauses", "find_statements"]
