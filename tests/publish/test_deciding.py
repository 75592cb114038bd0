"""Decisions in print: who, when, what and why, in both languages, whatever stands in a name or a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from lagebild.codebook import load_ladders
from lagebild.model import Altered, Claim, Correction, Decided, Decision, DecisionKind, Picture
from lagebild.model.decision import hash_words
from lagebild.publish import picture_to_json, render_decided, render_decisions, render_html, render_table

from . import example

MADE = datetime(2023, 11, 15, 7, 30, tzinfo=UTC)
HOSTILE = '<img src=x onerror=alert(1)>\x1b[31m "&\u202e\nneue Zeile'


def beside(**more: object) -> Decided:
    return Decided(**{"id": "d1", "made": MADE, "author": "kt", "kind": DecisionKind.CONFIRM, "reason": "Aushang gesehen", **more})  # type: ignore[arg-type]


def touched(decided: Decided) -> Picture:
    """The example's picture with that decision on the claim that leads its first cell."""
    first, *rest = example.PICTURE.cells
    lead = first.current[0]

    def touch(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        return tuple(replace(c, decided=(decided,)) if c == lead else c for c in claims)

    cell = replace(first, current=touch(first.current), supporting=touch(first.supporting), opposing=touch(first.opposing), history=touch(first.history))
    return replace(example.PICTURE, cells=(cell, *rest))


def lead() -> Claim:
    return touched(beside()).cells[0].current[0]


@pytest.mark.parametrize("kind", DecisionKind)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_kind_has_its_words(kind: DecisionKind, lang: str) -> None:
    said = load_ladders().label(f"decision.{kind}", lang)
    claim = replace(lead(), decided=(beside(kind=kind),))
    [line] = render_decided(claim, example.name_of, lang=lang)
    assert line.startswith(said)
    assert "kt" in line
    assert "Aushang gesehen" in line


def test_what_a_correction_changed_is_said_in_the_labels_of_the_codebook() -> None:
    steps = load_ladders().dimension(lead().dimension).steps
    altered = (
        Altered(field="value", old=steps[0].value, new=steps[1].value),
        Altered(field="as_of", old=None, new="2023-11"),
        Altered(field="status", old="asserted", new="denied"),
    )
    claim = replace(lead(), decided=(beside(kind=DecisionKind.CORRECT, altered=altered, carried=True),))
    [line] = render_decided(claim, example.name_of)
    assert f"Schritt: {steps[0].label.read('de')} → {steps[1].label.read('de')}" in line
    assert "Zeit: nichts → 2023-11" in line
    assert "→ bestritten" in line
    assert "nach einer anderen Lesung dieser Worte" in line


@pytest.mark.parametrize("lang", ["de", "en"])
def test_table_and_page_name_the_decision_on_a_claim(lang: str) -> None:
    picture = touched(beside())
    said = load_ladders().label("decision.confirm", lang)
    for shown in (
        render_table([picture], example.DOCUMENTS, example.name_of, lang=lang, width=200),
        render_html([picture], example.DOCUMENTS, example.name_of, lang=lang),
    ):
        assert f"✎ {said}" in shown
        assert "Aushang gesehen" in shown


def test_a_step_that_an_analyst_changed_carries_a_sign_in_the_matrix() -> None:
    confirmed, changed = touched(beside()), touched(beside(kind=DecisionKind.CORRECT, altered=(Altered(field="detail", old=None, new="x"),)))
    assert "✎ von Hand" in render_html([changed], example.DOCUMENTS, example.name_of)
    assert "✎ von Hand" not in render_html([confirmed], example.DOCUMENTS, example.name_of)
    matrix = [render_table([p], example.DOCUMENTS, example.name_of, width=200).partition("Belege")[0] for p in (confirmed, changed)]
    assert ["✎" in shown for shown in matrix] == [False, True]


def test_a_picture_without_decisions_is_printed_as_ever() -> None:
    for shown in (
        render_table([example.PICTURE], example.DOCUMENTS, example.name_of),
        render_html([example.PICTURE], example.DOCUMENTS, example.name_of),
    ):
        assert "✎" not in shown
        assert "verworfen" not in shown


def test_a_name_or_a_reason_can_neither_be_markup_nor_steer_a_terminal() -> None:
    picture = touched(beside(author=HOSTILE, reason=HOSTILE))
    page = render_html([picture], example.DOCUMENTS, example.name_of)
    assert "<img" not in page
    table = render_table([picture], example.DOCUMENTS, example.name_of, width=200)
    assert "\x1b" not in table
    assert "\u202e" not in table
    shown = render_decisions([(decision(author=HOSTILE, reason=HOSTILE), None)], example.name_of)
    assert "\x1b" not in shown


def test_a_rejected_claim_is_below_the_picture_and_in_provenance() -> None:
    out = replace(lead(), decided=(beside(kind=DecisionKind.REJECT),))
    picture = replace(example.PICTURE, rejected=(out,))
    assert "Von Hand verworfen" in render_table([picture], example.DOCUMENTS, example.name_of, width=60)
    assert "Rejected by hand" in render_html([picture], example.DOCUMENTS, example.name_of, lang="en")
    [shown] = picture_to_json([picture], example.DOCUMENTS, example.name_of)["provenance"]["rejected"]
    assert shown["decided"] == [
        {"id": "d1", "made": "2023-11-15T07:30:00Z", "author": "kt", "kind": "reject", "reason": "Aushang gesehen", "altered": [], "carried": False}
    ]


def decision(**more: object) -> Decision:
    about = replace(lead(), decided=())
    fields = {"made": MADE, "author": "kt", "kind": DecisionKind.CORRECT, "target": about.id, "reason": "x", "about": about, "document": "d"}
    fields |= {"correction": Correction(provisional=True), "words": hash_words(about.passage.exact)}
    return Decision(**{**fields, **more})  # type: ignore[arg-type]


def test_an_id_covers_all_of_a_decision_but_the_words_of_the_report() -> None:
    one = decision()
    assert one.about is not None
    assert len({one.id, decision(author="mb").id, decision(reason="y").id, decision(words="0").id, decision(correction=None).id}) == 5
    assert decision(correction=Correction(provisional=False)).id != one.id
    passage = replace(one.about.passage, exact="")
    assert decision(about=replace(one.about, passage=passage, speaker=None)).id == one.id
