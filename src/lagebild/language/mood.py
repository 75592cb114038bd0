"""Finite verbs get mood and tense from the conjugation tables of ablaut.

A form counts as subjunctive where the table of its lemma has it there and not in the indicative;
what stands in both ("gingen" no, "sagten" yes) is "amb", and the clause around it has to decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import ablaut

from lagebild.language.tokens import Token

_PREFIXES = """
    auseinander entgegen gegenüber hervor herunter hinunter zusammen zurück wieder weiter vorbei voran voraus vorüber
    herein heraus herbei hinein hinaus hinweg hinzu darüber dafür dagegen davon dazu durch empor entlang fest fort frei
    gleich heim her hin hoch inne klar los mit nach nahe nieder offen preis richtig sicher statt teil tot über um unter
    voll vor weg wert ab an auf aus bei bereit da dar ein kennen still schwer zu nahe bekannt bloß dicht kaputt kürzer
"""
SEPARABLE = tuple(sorted(set(_PREFIXES.split()), key=len, reverse=True))

_FIXED: dict[str, dict[str, tuple[str, str]]] = {
    # Auxiliaries and modals carry most of the reported speech in news: no table may go wrong on them.
    "sein": {
        **dict.fromkeys(["ist", "sind", "bin", "bist", "seid"], ("ind", "pres")),
        **dict.fromkeys(["war", "waren", "warst", "wart"], ("ind", "past")),
        **dict.fromkeys(["sei", "seien", "seist", "seiet", "seiest"], ("konj1", "pres")),
        **dict.fromkeys(["wäre", "wären", "wärest", "wärt"], ("konj2", "past")),
    },
    "haben": {
        **dict.fromkeys(["hat", "hast", "habt"], ("ind", "pres")),
        "haben": ("amb", "pres"),
        "habe": ("konj1", "pres"),
        **dict.fromkeys(["hatte", "hatten", "hattest", "hattet"], ("ind", "past")),
        **dict.fromkeys(["hätte", "hätten", "hättest", "hättet"], ("konj2", "past")),
    },
    "werden": {
        **dict.fromkeys(["wird", "wirst", "werdet"], ("ind", "pres")),
        "werden": ("amb", "pres"),
        "werde": ("konj1", "pres"),
        **dict.fromkeys(["wurde", "wurden", "wurdest", "wurdet", "ward"], ("ind", "past")),
        **dict.fromkeys(["würde", "würden", "würdest", "würdet"], ("konj2", "past")),
    },
    "können": {
        **dict.fromkeys(["kann", "kannst"], ("ind", "pres")),
        "können": ("amb", "pres"),
        "könne": ("konj1", "pres"),
        **dict.fromkeys(["konnte", "konnten"], ("ind", "past")),
        **dict.fromkeys(["könnte", "könnten"], ("konj2", "past")),
    },
    "müssen": {
        **dict.fromkeys(["muss", "muß", "musst"], ("ind", "pres")),
        "müssen": ("amb", "pres"),
        "müsse": ("konj1", "pres"),
        **dict.fromkeys(["musste", "mussten", "mußte", "mußten"], ("ind", "past")),
        **dict.fromkeys(["müsste", "müssten", "müßte", "müßten"], ("konj2", "past")),
    },
    "dürfen": {
        **dict.fromkeys(["darf", "darfst"], ("ind", "pres")),
        "dürfen": ("amb", "pres"),
        "dürfe": ("konj1", "pres"),
        **dict.fromkeys(["durfte", "durften"], ("ind", "past")),
        **dict.fromkeys(["dürfte", "dürften"], ("konj2", "past")),
    },
    "sollen": {
        **dict.fromkeys(["soll", "sollst"], ("ind", "pres")),
        "sollen": ("amb", "pres"),
        "solle": ("konj1", "pres"),
        **dict.fromkeys(["sollte", "sollten"], ("amb", "past")),
    },
    "wollen": {
        **dict.fromkeys(["will", "willst"], ("ind", "pres")),
        "wollen": ("amb", "pres"),
        "wolle": ("konj1", "pres"),
        **dict.fromkeys(["wollte", "wollten"], ("amb", "past")),
    },
    "mögen": {
        **dict.fromkeys(["mag", "magst"], ("ind", "pres")),
        "mögen": ("amb", "pres"),
        "möge": ("konj1", "pres"),
        **dict.fromkeys(["mochte", "mochten"], ("ind", "past")),
        **dict.fromkeys(["möchte", "möchten"], ("konj2", "past")),
    },
    "brauchen": {"bräuchte": ("konj2", "past"), "bräuchten": ("konj2", "past")},
    "wissen": {"wisse": ("konj1", "pres"), "weiß": ("ind", "pres"), "weiss": ("ind", "pres")},
    "lassen": {"lasse": ("konj1", "pres"), "lassen": ("amb", "pres"), "lässt": ("ind", "pres")},
}


@lru_cache(maxsize=20_000)
def _table(lemma: str) -> dict[str, tuple[str, str]] | None:
    """Forms of the third person of a lemma, each with (mood, tense); None where ablaut has no table."""
    fixed = _FIXED.get(lemma)
    try:
        verb = ablaut.conjugate(lemma)
    except ValueError:
        return fixed
    indicative: dict[str, str] = {}
    for tense, forms in (("pres", verb.present), ("past", verb.preterite)):
        for person, form in enumerate(forms):
            # First and second person hardly occur outside quotes and would make "er habe" ambiguous.
            if person in (2, 5):
                for shape in _shapes(form):
                    indicative.setdefault(shape, tense)
    table: dict[str, tuple[str, str]] = {form: ("ind", tense) for form, tense in indicative.items()}
    for mood, forms in (("konj1", verb.konjunktiv1), ("konj2", verb.konjunktiv2)):
        for person, form in enumerate(forms):
            if person in (2, 5):
                for shape in _shapes(form):
                    tense = "pres" if mood == "konj1" else "past"
                    table[shape] = ("amb", indicative[shape]) if shape in indicative else (mood, tense)
    stem = lemma[:-2] if lemma.endswith("en") else lemma[:-1]
    for form in (stem + "te", stem + "ten", stem + "ete", stem + "eten"):
        # "wendete", "sendete": the strong preterite beside it does not make the weak one a subjunctive
        if form in table:
            table[form] = ("amb", "past")
    if fixed:
        table.update(fixed)
    return table


def _shapes(form: str) -> tuple[str, ...]:
    """A separable verb's form as it stands apart, and as it stands at a clause's end: "zieht ab", "abzieht"."""
    parts = form.split(" ")
    if len(parts) == 2:
        return parts[0], parts[1] + parts[0]
    return (parts[0],)


@lru_cache(maxsize=50_000)
def finite_mood(form: str, lemma: str) -> tuple[str, str] | None:
    """(mood, tense) of a finite verb's form, or None where it is not in the lemma's table.

    Args:
        form: the word in small letters.
        lemma: its base form; separable prefixes may be part of it.
    """
    fixed = _FIXED.get(lemma)
    if fixed is not None and form in fixed:
        return fixed[form]
    table = _table(lemma)
    if table is None:
        return _by_ending(form, lemma)
    found = table.get(form)
    if found is None:
        for prefix in SEPARABLE:
            if lemma.startswith(prefix) and len(lemma) > len(prefix) + 3:
                bare = _table(lemma[len(prefix) :])
                stripped = form[len(prefix) :] if form.startswith(prefix) else form
                if bare and stripped in bare:
                    return bare[stripped]
                break
        return _by_ending(form, lemma)
    return found


def _by_ending(form: str, lemma: str) -> tuple[str, str] | None:
    """What the ending alone shows: the stem with -e in the third person is subjunctive I, -te is either."""
    stem = lemma[:-2] if lemma.endswith("en") else lemma[:-1]
    if form == stem + "e":
        return "konj1", "pres"
    if form.endswith(("te", "ten")):
        return "amb", "past"
    if form.endswith("t"):
        return "ind", "pres"
    if form == lemma:
        return "amb", "pres"
    return None


_BOUNDS = frozenset(",;:()–—„“”\"»«‚‘›‹")
_THIRD = frozenset({"er", "sie", "es", "man"})


def first_person(tokens: Sequence[Token], i: int) -> bool:
    """Whether the finite verb at ``i``, a form in -e, is the first person's indicative: "ich habe", "habe ich".

    "Habe mich beraten lassen" drops its "ich"; "das habe mich überrascht" is reported speech.
    """
    begin, end = i, i + 1
    while begin and tokens[begin - 1].text not in _BOUNDS:
        begin -= 1
    while end < len(tokens) and tokens[end].text not in _BOUNDS:
        end += 1
    words = {t.lower for t in tokens[begin:end]}
    if "ich" in words:
        return True
    return i == begin and bool(words & {"mich", "mir"}) and not words & _THIRD


@lru_cache(maxsize=20_000)
def verb_of_past(form: str) -> str | None:
    """The base form of a word that reads as a weak preterite ("verstärkte" gives "verstärken"), or None."""
    stem = form[:-2] if form.endswith("te") else form[:-3]
    for lemma in (stem + "en", stem + "n", stem[:-1] + "en" if stem.endswith("e") else stem + "en"):
        table = _table(lemma)
        if table and form in table and table[form][1] == "past":
            return lemma
    return None
