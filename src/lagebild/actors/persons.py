"""Persons by their role in the text: "US-Außenminister Antony Blinken" gives an actor for "Blinken" and "er" later on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lagebild.actors.attached import code_of_phrase
from lagebild.actors.gazetteer import NameKind
from lagebild.actors.offices import by_office
from lagebild.actors.references import PARTIES, SEATS, Reference
from lagebild.language import Clause, NounPhrase, Sentence, Token
from lagebild.language.clauses import NOUN

if TYPE_CHECKING:
    from lagebild.actors.scene import Scene


def persons_in(scene: Scene, sentence: Sentence, clause: Clause, phrases: list[NounPhrase]) -> Iterator[tuple[str, Reference]]:
    """(family name, whom it stands for) of each person that a clause introduces with a role.

    Whose the role is, is told by the phrase, by a party behind the name, by who was named so before, by where the person
    speaks next, and only then by what the text spoke of last.
    """
    tokens = scene.analysis.tokens
    for phrase in phrases:
        role = next((n for n in scene.names_in(phrase.tokens[: phrase.core]) if n.kind is NameKind.ROLE), None)
        if role is None:
            continue
        rest = [t for t in phrase.tokens[: phrase.core] if t.index > role.last]
        given = [t for t in rest if t.tag in NOUN and scene.name_at(t.index) is None and t.text[0].isupper()]
        if not given:
            continue
        following = given[-1].index + 1
        if len(given) == 1 and following < len(tokens):
            # A family name that is also a verb ("Blinken") was cut off by its tag.
            token = tokens[following]
            if token.text[0].isupper() and token.tag.startswith(("VV", "ADJ")) and scene.name_at(following) is None:
                given.append(token)
        family = given[-1].text
        code = code_of_phrase(scene, phrase, sentence, clause) or _by_party(scene, given[-1])
        if code is None:
            known = scene.person(family)
            code = known.code if known else _told_later(scene, family, sentence) or by_office(scene, role, sentence, clause)
        first, last = phrase.tokens[0].index, phrase.tokens[-1].index
        person = " ".join(t.text for t in given)
        yield family, Reference(code, first, last, sentence.index, role.entry.office, person, "person by role")


def _by_party(scene: Scene, name: Token) -> str | None:
    """The state whose party stands in brackets behind a name: "Außenminister Karl Huber (ÖVP)"."""
    following = scene.analysis.tokens[name.index + 1 : name.index + 4]
    if len(following) < 3 or following[0].text != "(" or following[2].text != ")":
        return None
    return PARTIES.get(following[1].text)


def _told_later(scene: Scene, family: str, sentence: Sentence) -> str | None:
    """The capital in which one of the next two sentences lets a person speak: "..., sagte er in Manila"."""
    for later in scene.analysis.sentences[sentence.index + 1 : sentence.index + 3]:
        words = {t.text for t in later.tokens}
        if family not in words and not {"er", "sie"} & words:
            continue
        for name in scene.gazetteer.find(later.tokens):
            before = scene.analysis.tokens[name.first - 1]
            if name.kind is NameKind.CAPITAL and before.lower == "in" and name.text not in SEATS:
                return name.code
    return None
