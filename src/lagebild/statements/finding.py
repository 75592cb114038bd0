"""Analysis goes in, statements come out: the rules in their order, sentence by sentence, with the last speaker in mind."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.language import Analysis, ClauseKind
from lagebild.model.statement import Kind, Statement
from lagebild.model.text import Document
from lagebild.statements.attribution import attributed_clauses
from lagebild.statements.carried import carried_over, hearsay, is_carried, is_hearsay
from lagebild.statements.chain import chain_of
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
    hits = [[] if view.endless else cue_hits(view, lexicon) for view in reading.views]
    direct = full_quotes(reading, hits)
    by_sentence: list[list[Draft]] = [[] for _ in reading.views]
    for draft in direct:
        by_sentence[reading.sentence_of[draft.end - 1]].append(draft)
    source: Draft | None = None
    before: View | None = None
    for view, found in zip(reading.views, hits, strict=True):
        if view.endless:
            continue
        own = by_sentence[view.sentence.index]
        for draft in own:
            if draft.rule == "quote_continued" or not draft.speaker and not draft.cue:
                _take_speaker(draft, source)
        own.extend(_sentence(view, before, found, by_sentence, source))
        own.sort(key=lambda d: d.begin)
        _link(view, own)
        if before is not None and any(d.rule == "das_sagte" for d in own):
            # "Die Regierung erwägt X. Das berichtet die Zeitung.": what the first sentence tells came through her
            chain = next(d.via for d in own if d.rule == "das_sagte")
            for earlier in by_sentence[before.sentence.index]:
                earlier.via = earlier.via or chain
        named = [d for d in own if d.speaker and not any(h is not d and h.covers(d.begin, d.end) for h in own)]
        if named:
            source = named[-1]
        elif own:
            source = own[-1]
        else:
            source = _implied_source(view, found) or source
        before = view
    merged = _merge_carried([d for own in by_sentence for d in own])
    return merged + fragments(reading, hits, by_sentence)


_ATTRIBUTIONS = frozenset({"laut", "nach_angaben", "zufolge"})


def _link(view: View, drafts: list[Draft]) -> None:
    """Give each draft its chain: its own outlet, then those whose statement holds it."""
    for draft in drafts:
        if not draft.via:
            draft.via = chain_of(view, draft)
    for draft in drafts:
        for host in drafts:
            inner = host is not draft and host.via and draft.speaker and host.speaker != draft.speaker
            named = host.rule in _ATTRIBUTIONS and draft.begin < host.end and host.begin < draft.end
            if inner and (named or host.covers(draft.begin, draft.end) and draft.begin > host.begin):
                draft.via = tuple(dict.fromkeys([*draft.via, *host.via]))


def _implied_source(view: View, hits: list[CueHit]) -> Draft | None:
    """Who speaks on in the subjunctive after a sentence that reports nothing itself: "Larson gab sich optimistisch."."""
    for clause in [h.clause for h in hits]:
        if clause.kind in {ClauseKind.MAIN, ClauseKind.VERB_FIRST} and not clause.subjunctive and not clause.passive:
            speaker = subject_of(view, clause)
            if speaker:
                return Draft(Kind.REPORTED, "implied", [(view.begin, view.end)], view.sentence.index, speaker=speaker)
            break
    return None


OWN_SOURCE = frozenset("laut nach_angaben zufolge so frame_behind wie_frame sicht demnach verb_second".split())


def _take_speaker(draft: Draft, source: Draft | None) -> None:
    if source is not None:
        framed = source.source or source
        draft.speaker, draft.medium, draft.via = source.speaker, source.medium, source.via
        if draft.rule == "quote_continued":
            draft.cue, draft.frame, draft.source = framed.cue, framed.frame, framed
            if framed.kind is Kind.DIRECT:
                draft.act = framed.act
            draft.addressee = framed.addressee


def _sentence(view: View, before: View | None, hits: list[CueHit], known: list[list[Draft]], source: Draft | None) -> list[Draft]:
    direct = known[view.sentence.index]
    previous = known[before.sentence.index] if before is not None else []
    drafts = governed_clauses(view, hits)
    taken = {h.clause.index for h in hits if any(d.cue == h.words for d in [*drafts, *direct])}
    drafts += attributed_clauses(view, shared_cues())
    drafts += announced_by_noun(view, drafts, shared_cues())
    back = taken_back_up(view, before, hits) if not drafts and not direct else None
    if back is not None:
        opened = [d for d in previous if d.rule == "quote_continued"]
        if before is not None and all(before.quoted) and opened:
            # „...“ Das sagte X: the quotation gets its frame from the sentence behind it
            opened[-1].speaker, opened[-1].cue, opened[-1].frame = back.speaker, back.cue, back.frame
            opened[-1].medium, opened[-1].act, opened[-1].source = back.medium, back.act, None
            return []
        return [back]
    within = taken_up_within(view, hits) if not drafts else None
    if within is not None:
        drafts.append(within)
    if all(view.quoted):
        return drafts
    near = not drafts and bool(previous) and before is not None and before.sentence.paragraph == view.sentence.paragraph
    if is_carried(view, near) and source is not None and not any(d.rule in OWN_SOURCE for d in drafts):
        # "Er gehe davon aus, dass ...": the whole sentence is carried, its inner dass-clause is no second statement
        return [carried_over(view, source)]
    if not drafts and not direct and is_hearsay(view):
        return [hearsay(view, source)]
    drafts += [d for d in reported_acts(view, hits, taken) if not any(o.begin <= d.begin < o.end for o in drafts)]
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
