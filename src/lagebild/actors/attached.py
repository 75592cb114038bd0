"""What is attached to a noun phrase and tells whose it is: adjective, prefix, genitive, "von", a list of states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lagebild.actors.gazetteer import Name, NameKind
from lagebild.actors.offices import by_office, owner
from lagebild.actors.references import SEATS
from lagebild.language import Clause, NounPhrase, Sentence

if TYPE_CHECKING:
    from lagebild.actors.scene import Scene


def after_title(scene: Scene, phrase: NounPhrase) -> Name | None:
    """A state in the genitive right behind a title, which reads like title and name: "den Botschafter Malis"."""
    for name in scene.names_in(phrase.tokens[1 : phrase.core]):
        title = scene.name_at(name.first - 1)
        genitive = name.kind is NameKind.STATE and scene.analysis.tokens[name.last].text.endswith("s")
        if name.code and genitive and title is not None and title.kind in {NameKind.OFFICE, NameKind.ROLE}:
            return name
    return None


def listed(scene: Scene, phrase: NounPhrase, sentence: Sentence) -> list[str]:
    """States that a plural office lists: "die Regierungen in Tokio, Seoul und Canberra", "die Ministerien Norwegens und der Schweiz"."""
    if not phrase.head.text.endswith(("ien", "en")):
        return []
    tokens = scene.analysis.tokens
    titled = after_title(scene, phrase)
    k = titled.first if titled is not None else phrase.tokens[phrase.core - 1].index + 1
    codes: list[str] = []
    while k < len(tokens) and tokens[k].begin < sentence.end:
        name = scene.name_at(k)
        if name is not None and name.code and name.kind in {NameKind.STATE, NameKind.CAPITAL}:
            codes.append(name.code)
            k = name.last + 1
        elif tokens[k].lower in {",", "und", "sowie", "in", "von", "der", "des", "aus"}:
            k += 1
        else:
            break
    return list(dict.fromkeys(codes))


_DESCRIBED = (
    "inselrepublik", "inselstaat", "nachbarland", "nachbarstaat", "königreich", "emirat", "sultanat", "golfstaat", "andenstaat", "golfmonarchie",
    "wüstenstaat", "atommacht", "großmacht", "grossmacht", "kolonialmacht", "schutzmacht",
)  # fmt: skip


def is_described(phrase: NounPhrase) -> bool:
    """Whether a genitive only describes the state, which nothing here can tell: "das Ministerium der Inselrepublik"."""
    return any(t.lower.startswith(_DESCRIBED) for t in phrase.tokens[phrase.core :])


def code_of_phrase(scene: Scene, phrase: NounPhrase, sentence: Sentence, clause: Clause) -> str | None:
    """The government a phrase names by adjective, prefix, genitive or attribute."""
    head = phrase.head
    opening = scene.name_at(phrase.tokens[0].index)
    if (
        opening is not None
        and opening.code
        and opening.last < head.index
        and opening.kind in {NameKind.STATE, NameKind.CAPITAL}
    ):
        return opening.code  # "Ecuadors Außenministerin"
    family = phrase.tokens[0].text
    if opening is None and family.endswith(("s", "’", "'")) and phrase.tokens[0].index < head.index:
        known = scene.person(family.rstrip("’'").removesuffix("s")) or scene.person(family.rstrip("’'"))
        if known is not None and known.code:
            return known.code  # "Maduros Verteidigungsminister"
    for name in scene.names_in(phrase.tokens[: phrase.core]):
        if name.code and name.kind in {
            NameKind.ADJECTIVE,
            NameKind.ROLE,
            NameKind.OFFICE,
            NameKind.ORGANISATION,
            NameKind.METONYM,
        }:
            if name.kind is NameKind.OFFICE and name.last >= head.index and name.first != head.index:
                continue
            return name.code
    titled = after_title(scene, phrase)
    if titled is not None:
        return titled.code
    for name in scene.names_in(phrase.tokens[phrase.core :]):
        if name.code and name.kind is not NameKind.CITY:
            return name.code
        if name.kind is NameKind.OFFICE and name.code is None:
            return by_office(scene, name, sentence, clause)
    if phrase.determiner.startswith(("ihr", "sein", "deren", "dessen")):
        holder = owner(scene, phrase, sentence, clause)
        if holder is not None:
            return holder
    # "Sprecher von Außenminister X", "Außenministerium in Kiew", "Präsident von Mali"
    following = next(
        (
            p
            for p in scene.phrases.get((sentence.index, clause.index), ())
            if p.tokens[0].index > phrase.tokens[-1].index
        ),
        None,
    )
    if following is not None and following.preposition:
        gap = following.tokens[0].index - phrase.tokens[-1].index
        if gap <= 2:
            for name in scene.names_in(following.tokens):
                if name.code and following.preposition in {"von", "vom", "aus"}:
                    return name.code
                office = scene.name_at(head.index)
                seated = (
                    office is not None
                    and office.entry.office
                    not in {
                        "embassy",
                        "consulate",
                        "ambassador",
                        "consul",
                        "diplomat",
                    }
                    and "botschaft" not in head.lower
                    and "konsulat" not in head.lower
                )
                sitting = SEATS.get(name.text, ())
                spoken = [n.code for n in scene.names if n.kind is NameKind.ORGANISATION and n.code in sitting]
                if spoken and seated:
                    return spoken[-1]  # "sagte eine Sprecherin in Brüssel", after the NATO was named
                if (
                    name.code
                    and following.preposition in {"in"}
                    and name.kind in {NameKind.CAPITAL, NameKind.STATE}
                    and seated
                ):
                    return name.code
    return None
