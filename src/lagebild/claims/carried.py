"""What a unit takes from around it: a pronoun's theme, the citizens of a "wer" clause, how its content is seen."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.actors import Scene
from lagebild.claims.themes import Theme
from lagebild.claims.unit import Unit, clause_text
from lagebild.language import NounPhrase


def continue_theme(unit: Unit, earlier: Sequence[Theme]) -> None:
    """A pronoun as subject takes up the theme of the sentence before, if number and gender can fit."""
    head = unit.head
    if unit.themes or not earlier:
        return
    objects = [t for t in head.tokens if t.lower in {"sie", "ihnen"} and t.tag == "PPER"]
    if objects and {"help_out", "call"} & unit.classes:
        # "werde die Regierung sie nicht evakuieren können"
        theme = next((t for t in reversed(earlier) if t.kind in {"citizen", "people"}), None)
        if theme is not None:
            unit.themes.append(theme)
            unit.classes.add(theme.kind + "_theme")
        return
    found = (
        (t, clause)
        for clause in unit.clauses
        for t in clause.tokens[:4]
        if t.tag in {"PPER", "PDS"} and t.lower in {"sie", "es", "er", "diese", "dieses"}
    )
    # "Ob sie wieder öffnen könne, werde geprüft": the pronoun may stand in the question
    pronoun, head = next(found, (None, head))
    if pronoun is None or head.finite is None:
        return
    plural = (
        head.finite.lower.endswith(("en", "sind", "seien"))
        and head.finite.lower not in {"sollen"}
        or head.finite.lower == "sind"
    )
    for theme in reversed(earlier):
        word = theme.phrase.head.lower
        many = theme.kind in {"staff", "family", "citizen"} and not word.endswith(("personal", "team", "belegschaft"))
        if theme.kind == "forces" or many != plural:
            continue
        if not plural and theme.kind == "mission":
            feminine = word.endswith(("schaft", "ung", "ion", "stelle"))
            if (pronoun.lower in {"sie", "diese"}) != feminine:
                continue
        unit.themes.append(theme)
        unit.classes.add(theme.kind + "_theme")
        return


def whoever(scene: Scene, unit: Unit) -> None:
    """ "Wer als Deutscher noch im Land sei, möge es verlassen": the free relative clause names the citizens."""
    if any(t.kind in {"citizen", "staff", "family"} for t in unit.themes):
        return
    for clause in unit.sentence.clauses:
        if clause.tokens[0].lower == "wer" and clause not in unit.clauses:
            phrases = scene.phrases[(unit.sentence.index, clause.index)]
            names = scene.names_in(clause.tokens)
            owner = next((n.code for n in names if n.code and n.kind.value in {"adjective", "demonym"}), None)
            phrase = phrases[0] if phrases else NounPhrase([clause.tokens[0]], clause.tokens[0], 1)
            unit.themes.append(Theme("citizen", phrase, clause, owner))
            unit.classes.add("citizen_theme")
            return


def homeward(scene: Scene, unit: Unit) -> None:
    """ "in die Schweiz zurückkehren" is leaving for Swiss families, "nach Kiew zurückkehren" is the opposite."""
    for clause in unit.clauses:
        if clause.lemma not in {"zurückkehren", "zurückfliegen", "reisen", "heimkommen"}:
            continue
        indexes = {t.index for t in clause.tokens}
        owners = {t.owner for t in unit.themes if t.owner} | {
            r.code for r in scene.references if r.sentence == unit.sentence.index and r.subject
        }
        owners |= {r.code for r in scene.recent(unit.sentence.index, clause.tokens[0].index, 3) if r.code and not scene.spoken_of(r.code)}
        home = [p for p in scene.places if p.token in indexes and p.preposition in {"in", "into", "nach"}]
        kept = {t.kind for t in unit.themes} & {"family", "staff", "citizen"}
        if any(p.code in owners or kept and p.code == scene.home for p in home):
            unit.classes.add("leave")
            unit.where.setdefault("leave", clause.verbs[-1] if clause.verbs else clause.tokens[0])


def seen_as(unit: Unit, governing: dict[int, frozenset[str]]) -> None:
    """ "Wir halten es für möglich, dass Hotels angegriffen werden": how the content is seen stands in the clause above."""
    if unit.head.conjunction not in {"dass", "daß"} or unit.head.parent is None:
        return
    parent = next((c for c in unit.sentence.clauses if c.index == unit.head.parent), None)
    if parent is not None and governing[parent.index] & {"see", "fear"}:
        unit.text += " " + clause_text([parent])
        unit.classes |= governing[parent.index] & {"see", "fear"}
