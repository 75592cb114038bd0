"""From the nouns of the model to the shapes of the interface."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lagebild.codebook.ladders import LANGUAGES, Words
from lagebild.desk.interface.shapes import nouns, reports
from lagebild.model import Abstention, Claim, Document, Event, OpenQuestion, Passage, Span, Statement
from lagebild.pipeline import name_of
from lagebild.publish.dates import iso
from lagebild.publish.reports import Shelf
from lagebild.publish.schema import act_to_json, claim_to_json, question_to_json
from lagebild.store.listing import Listed
from lagebild.store.reports import Report

__all__ = ["claim_of", "head_of", "hit_report", "label", "line_of", "names_of", "passage_of", "report_of", "statement_of"]


def names_of(codes: Iterable[str]) -> dict[str, dict[str, str]]:
    """The name of each code in each language."""
    return {code: {lang: name_of(code, lang) for lang in LANGUAGES} for code in dict.fromkeys(codes)}


def label(words: Words) -> nouns.Words:
    """A label in both languages, without its places to hyphenate."""
    return nouns.Words(de=words.read("de"), en=words.read("en"))


def claim_of(claim: Claim, shelf: Shelf) -> nouns.Claim:
    """A claim with its passage."""
    return nouns.Claim.model_validate(claim_to_json(claim, shelf))


def statement_of(said: Statement, text: str) -> nouns.Statement:
    """A statement with its words.

    Args:
        text: the report's; empty where it was deleted.
    """

    def extents(spans: tuple[Span, ...]) -> list[nouns.Extent]:
        return [nouns.Extent(begin=s.begin, end=s.end, exact=text[s.begin : s.end]) for s in spans]

    return nouns.Statement(
        id=said.id,
        kind=said.kind,
        act=said.act,
        content=extents(said.content),
        speaker=extents(said.speaker),
        cue=extents(said.cue),
        addressee=extents(said.addressee),
        medium=said.medium,
        via=list(said.via),
        nested_in=said.nested_in,
        confidence=said.confidence,
        rule=said.rule,
    )


def passage_of(passage: Passage) -> nouns.Extent:
    """A passage without its report."""
    return nouns.Extent(begin=passage.span.begin, end=passage.span.end, exact=passage.exact)


def hit_report(document: Document) -> reports.HitReport:
    """The report that a hit stands in."""
    return reports.HitReport(
        id=document.id,
        key=document.key,
        outlet=document.outlet,
        title=document.title,
        url=document.url,
        published=iso(document.published),
    )


def line_of(listed: Listed) -> reports.ReportLine:
    """A report in a list."""
    return reports.ReportLine(
        **_source_of(listed),
        known=iso(listed.known) or "",
        text_hash=listed.text_hash,
        raw_hash=listed.raw_hash,
        deleted=listed.deleted,
        statements=listed.statements,
        claims=listed.claims,
    )


def head_of(found: Report) -> dict[str, Any]:
    """What is known of a report beside its text."""
    return {
        **_source_of(found.document),
        "known": iso(found.known),
        "text_hash": found.text_hash,
        "raw_hash": found.raw_hash,
        "deleted": found.deleted,
    }


def report_of(found: Report) -> reports.Report:
    """A report in full."""
    document, shelf = found.document, Shelf.of([found.document])
    read_by = None
    if found.reading is not None and found.versions is not None:
        versions = found.versions
        read_by = reports.ReadBy(id=found.reading, rules=versions.rules, codebook=versions.codebook, made=iso(found.made) or "")
    return reports.Report(
        **head_of(found),
        text=document.text,
        reading=read_by,
        statements=[statement_of(s, document.text) for s in found.statements],
        claims=[claim_of(c, shelf) for c in found.claims],
        acts=[_act_of(a, shelf) for a in found.acts],
        open=[_question_of(q, shelf) for q in found.questions],
        abstentions=[_abstained(a, document.text) for a in found.abstentions],
        revisions=[reports.Revision(id=i, known=iso(k) or "") for i, k in found.revisions],
        copies=list(found.copies),
    )


def _source_of(one: Document | Listed) -> dict[str, Any]:
    return {
        "id": one.id,
        "key": one.key,
        "source": one.source,
        "outlet": one.outlet,
        "title": one.title,
        "url": one.url,
        "language": one.language,
        "published": iso(one.published),
        "retrieved": iso(one.retrieved),
        "authority": one.authority,
        "place": one.place,
    }


def _act_of(event: Event, shelf: Shelf) -> nouns.ActOfPicture:
    return nouns.ActOfPicture.model_validate(act_to_json(event, shelf))


def _question_of(question: OpenQuestion, shelf: Shelf) -> nouns.Question:
    return nouns.Question.model_validate(question_to_json(question, shelf))


def _abstained(one: Abstention, text: str) -> nouns.Abstained:
    return nouns.Abstained(
        begin=one.span.begin,
        end=one.span.end,
        exact=text[one.span.begin : one.span.end],
        rule=one.rule,
        reason=one.reason,
        candidates=list(one.candidates),
    )
