"""The document or circle in which something stands written or is told: "in einem Bericht des Ministeriums heißt es"."""

from __future__ import annotations

from lagebild.language import Clause
from lagebild.language.clauses import NOUN
from lagebild.statements.nominals import core_end, is_time, phrase_end, strip_range
from lagebild.statements.reading import Range, View

_DOCUMENTS = frozenset(
    """bericht erklärung mitteilung pressemitteilung brief schreiben resolution interview gespräch artikel studie
    bulletin dokument papier entwurf gutachten urteil begründung buch beitrag kommentar meldung stellungnahme text
    nachricht vertrag gesetz antrag bescheid protokoll communiqué kommuniqué rede ansprache reportage ausgabe
    internetseite website webseite homepage seite blog zeitung magazin agentur rundschreiben memo email e-mail
    depesche unterlage akte klage anklageschrift umfrage pressekonferenz analyse bekennerschreiben aufruf appell
    hinweis warnung empfehlung kreis umfeld botschaft regierungserklärung""".split()
)

# "Es heißt", "aus Regierungskreisen verlautete": who says it stands in no subject.
IMPERSONAL = frozenset({"heißen", "verlauten"})


def source_in(view: View, clause: Clause) -> Range | None:
    """The document or circle in which something stands: "in einem Bericht des Ministeriums heißt es"."""
    tokens = view.tokens
    for k in range(view.first(clause), view.last(clause)):
        token = tokens[k]
        if view.own(k) != clause.index or token.tag not in {"APPR", "APPRART"}:
            continue
        if token.lower not in {"in", "im", "aus", "auf", "von", "vom", "bei", "beim"}:
            continue
        core = core_end(tokens, k + 1, view.end)
        nouns = [t.lemma.lower() for t in tokens[k + 1 : core] if t.tag in NOUN]
        named = clause.lemma in IMPERSONAL and token.lower in {"aus", "von", "vom", "bei", "beim"} and bool(nouns)
        if not named and not any(n.endswith(d) for n in nouns[:2] for d in _DOCUMENTS):
            continue
        if any(is_time(t) for t in tokens[k + 1 : core] if t.tag in NOUN):
            continue
        return strip_range(tokens, k + 1, phrase_end(tokens, k + 1, view.end))
    return None
