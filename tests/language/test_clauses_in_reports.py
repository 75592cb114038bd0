"""Clauses as German news breaks them: torn by relative clauses, plural verbs that look like infinitives, names in marks."""

import pytest

from lagebild.language import Clause, ClauseKind, analyse


def _clauses(text: str) -> list[Clause]:
    return [c for s in analyse(text).sentences for c in s.clauses]


def _words(clause: Clause) -> str:
    return " ".join(t.text for t in clause.tokens)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Er sagte, dass jemand, der das Amt belüge, richtige Angaben mache.", "dass jemand richtige Angaben mache"),
        ("Wie Anna Meier, die krank ist, dazu feststellt, fehlt Geld.", "Wie Anna Meier dazu feststellt"),
        ("Wie die Ministerin, Anna Bligh, erklärte, habe sie Hilfe geschickt.", "Wie die Ministerin Anna Bligh erklärte"),
    ],
)
def test_a_subordinate_clause_torn_by_an_insertion_is_one_clause(text: str, words: str) -> None:
    [clause] = [c for c in _clauses(text) if c.kind is ClauseKind.SUBORDINATE]
    assert _words(clause) == words


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Die Kanadier sagen, der Pilot trage die Verantwortung.", "sagen"),
        ("Der Verband kritisiert, dass Geld fehle.", "kritisiert"),
        ("Die Forscher vermuten, dass es regnet.", "vermuten"),
    ],
)
def test_a_main_clause_before_its_content_has_a_finite_verb(text: str, verb: str) -> None:
    clause = _clauses(text)[0]
    assert clause.finite is not None
    assert clause.finite.text == verb


def test_two_halves_of_a_word_are_no_two_clauses() -> None:
    clauses = _clauses("Der Minister hatte die Rolle der Fraktions- und Parteivorsitzenden betont.")
    assert len(clauses) == 1
    assert clauses[0].lemma == "betonen"


def test_a_hyphen_behind_a_name_in_marks_parts_nothing() -> None:
    assert len(_clauses("Die „Bild“-Zeitung berichtete gestern.")) == 1


def test_a_clause_in_the_subjunctive_inside_a_waiting_one_stays_its_own() -> None:
    kinds = [c.kind for c in _clauses("Auf den Vorwurf, es handele sich um Betrug, entgegnete der Minister nichts.")]
    assert len(kinds) == 2
