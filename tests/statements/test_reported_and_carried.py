"""The act in one clause, speakers carried on by the subjunctive, and hearsay."""

import pytest


@pytest.mark.parametrize(
    ("text", "act", "speaker"),
    [
        ("Der Minister sprach von einem schweren Fehler.", "says", "Der Minister"),
        ("Die Opposition forderte ein Ende der Gewalt.", "demands", "Die Opposition"),
        ("Die Regierung warnte vor Reisen nach Kiew.", "warns", "Die Regierung"),
        ("Die Regierung wies den Bericht über den Abzug zurück.", "denies", "Die Regierung"),
        ("Das Pentagon wollte sich zu dem Bericht nicht äußern.", "declines", "Das Pentagon"),
        ("Die NATO, aber auch die EU lehnen diese Forderungen ab.", "rejects", "Die NATO, aber auch die EU"),
        ("Die Polizei geht von einem Unfall aus.", "says", "Die Polizei"),
    ],
)
def test_the_act_and_its_topic_make_a_reported_statement(said, text: str, act: str, speaker: str) -> None:
    [s] = said(text)
    assert (s.kind, s.act, s.speaker, s.content) == ("reported", act, speaker, text)


@pytest.mark.parametrize(
    "text",
    ["Der Zug fuhr nach Riga.", "Der Bund veröffentlichte eine Karte.", "Die Tür wurde geöffnet.", "Amerikaner sollten die Ausreise in Betracht ziehen."],
)
def test_a_deed_is_no_reported_statement(said, text: str) -> None:
    assert [s for s in said(text) if s.kind == "reported" and s.speaker != "Amerikaner"] == []


def test_the_subjunctive_carries_the_speaker_over_sentences(said) -> None:
    first, second = said("Der Minister sagte, die Lage sei ernst. Man müsse handeln. Die Züge führen nicht mehr.")[:2]
    assert (second.kind, second.speaker) == ("indirect_free_indirect", first.speaker)
    assert second.content.startswith("Man müsse handeln.")


def test_a_carried_sentence_is_one_statement_with_its_inner_clause(said) -> None:
    found = said("„Wir bleiben ruhig“, sagte Borrell. Solange Gespräche liefen, glaube er nicht, dass man gehen müsse.")
    assert [s.kind for s in found] == ["direct", "indirect_free_indirect"]
    assert found[1].speaker == "Borrell"


def test_the_indicative_ends_what_is_carried(said) -> None:
    found = said("Der Minister sagte, die Lage sei ernst. Die Stadt hat viele Brücken. Es regnete.")
    assert [s.kind for s in found] == ["indirect"]


def test_a_subjunctive_without_a_source_carries_nobody(said) -> None:
    assert said("Die Lage sei ernst.") == []


def test_sollen_with_a_finished_deed_is_hearsay(said) -> None:
    [s] = said("Der Mann soll zwei Autos gestohlen haben.")
    assert (s.kind, s.speaker) == ("free_indirect", "")


@pytest.mark.parametrize("text", ["Die Straße soll im Mai fertig sein.", "Du sollst nicht stehlen.", "Der Zug soll fahren."])
def test_sollen_as_a_plan_or_duty_is_no_hearsay(said, text: str) -> None:
    assert said(text) == []


def test_a_condition_before_the_subjunctive_is_carried_with_it(said) -> None:
    found = said("Der Minister sagte, die Lage sei ernst. Sollte der Flughafen schließen, stehe die Luftwaffe bereit.")
    assert found[1].kind == "indirect_free_indirect"
    assert found[1].content == "Sollte der Flughafen schließen, stehe die Luftwaffe bereit."
    assert found[1].speaker == "Der Minister"


def test_sollten_is_a_subjunctive_right_behind_a_statement_only(said) -> None:
    carried = said("Der Minister sagte, die Lage sei ernst. Deutsche sollten das Land verlassen.")
    assert (carried[1].kind, carried[1].speaker) == ("indirect_free_indirect", "Der Minister")
    assert said("Die Stadt ist alt. Deutsche sollten das Land verlassen.") == []


def test_no_answer_to_a_question_is_a_refusal_and_the_question_nobodys_claim(said) -> None:
    refusal, question = said("Auf die Frage, ob Soldaten verlegt würden, wollte das Ministerium keine Auskunft geben.")
    assert (refusal.act, refusal.speaker) == ("declines", "das Ministerium")
    assert (question.act, question.speaker) == ("asks", "")
