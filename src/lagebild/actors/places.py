"""Names as places: which preposition makes a country a place, which place a report is about, which was last named."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from lagebild.actors.compared import compared, likened
from lagebild.actors.gazetteer import Name, NameKind
from lagebild.actors.references import LOCATIVE, SEATS, Place
from lagebild.language import Sentence, Token
from lagebild.language.tokens import tokenize

if TYPE_CHECKING:
    from lagebild.actors.scene import Scene

_PLACE_NOUNS = (
    "Hauptstadt",
    "Grenz",
    "Staatsgebiet",
    "Territorium",
    "Boden",
    "Luftraum",
    "Hoheitsgebiet",
    "Stadt",
    "Provinz",
    "Region",
    "Küste",
    "Hafenstadt",
    "Metropole",
    "Gebiet",
    "Insel",
    "Norden",
    "Süden",
    "Osten",
    "Westen",
    "Nordosten",
    "Nordwesten",
    "Südosten",
    "Südwesten",
    "Landesteil",
    "Nachbarland",
    "Stellung",
    "Dorf",
    "Dörfer",
    "Siedlung",
)


# People and offices whose names begin like a place.
_NOT_PLACES = (
    "Bodentrupp",
    "Bodenoff",
    "Bodenpers",
    "Bodeneins",
    "Stadtwerk",
    "Küstenwache",
    "Grenzschutz",
    "Grenztruppe",
    "Grenzbeamt",
    "Grenzpolizei",
    "Stadtverwaltung",
    "Regionalreg",
    "Grenzer",
    "Stadtrat",
    "Stellungnahme",
    "Siedlungsbau",
    "Siedlungspolitik",
)


def as_place(scene: Scene, name: Name, sentence: Sentence) -> Place | None:
    if name.kind not in {NameKind.STATE, NameKind.CAPITAL, NameKind.CITY, NameKind.AREA, NameKind.ADJECTIVE}:
        return None
    if name.code is None:
        return None
    tokens = sentence.tokens
    offset = name.first - tokens[0].index
    if name.kind is NameKind.ADJECTIVE:
        following = scene.analysis.tokens[name.last + 1] if name.last + 1 < len(scene.analysis.tokens) else None
        if name.rest:
            # "Ukraine-Krise", "Libanon-Reise": about the place; "US-Botschaft": not
            return None
        word = following.text if following is not None else ""
        if name.entry.office == "seat" and word.lower().endswith(_MISSIONS):
            return Place(name.code, name.first, sentence.index, name.kind, True, name.text, "in")
        if word.startswith(_PLACE_NOUNS) and not word.startswith(_NOT_PLACES):
            before = [t.lower for t in tokens[max(0, offset - 2) : offset]]
            moved = before in (["in", "die"], ["in", "das"], ["in", "den"]) or before[-1:] == ["ins"]
            return Place(name.code, name.first, sentence.index, name.kind, True, name.text, "into" if moved else "in")
        return None
    preposition = _preposition(tokens, offset)
    if preposition == "in" and offset and tokens[offset - 1].lower in {"die", "den", "das"} or preposition == "ins":
        # The accusative points: "aus Haiti in die Dominikanische Republik"
        preposition = "into"
    sitting = SEATS.get(name.text, ())
    if sitting and any(n.kind is NameKind.ORGANISATION and n.code in sitting for n in scene.names):
        # "gaben in Brüssel grünes Licht", after the EU was named: where it sits
        return Place(name.code, name.first, sentence.index, NameKind.CITY, False, name.text, preposition, True)
    begin = scene.analysis.tokens[name.first].begin
    if preposition == "auf" and {"blick", "bezug"} & {t.lower for t in tokens[max(0, offset - 3) : offset]}:
        # "hieß es in Wien mit Blick auf Armenien": what is spoken of
        return Place(name.code, name.first, sentence.index, name.kind, True, name.text, "in")
    framed = preposition in LOCATIVE and any(f.begin <= begin < f.end for f in scene.frames)
    if framed and not _on_a_group(scene, tokens, offset):
        return Place(name.code, name.first, sentence.index, name.kind, False, name.text, preposition, True)
    if offset and tokens[offset - 1].tag == "KOKOM":
        # "Kanada, das wie Polen ...": who is compared
        return Place(name.code, name.first, sentence.index, name.kind, False, name.text, preposition, True)
    if likened(tokens, offset) or preposition in LOCATIVE and (_on_a_trip(tokens, offset) or compared(tokens, offset)):
        return Place(name.code, name.first, sentence.index, name.kind, False, name.text, preposition, True)
    if preposition == "in" and name.kind is NameKind.CAPITAL and _on_an_office(scene, tokens, offset):
        # "der Sprecher des Verteidigungsministeriums in Berlin": where an office sits
        return Place(name.code, name.first, sentence.index, name.kind, False, name.text, preposition, True)
    if preposition in {"von", "vom"} and any(t.lower == "aus" for t in tokens[offset + 1 : offset + 5]):
        # "führt die Geschäfte von Tunis aus"
        return Place(name.code, name.first, sentence.index, name.kind, False, name.text, preposition, True)
    if not preposition and name.kind is NameKind.CITY and scene.places and 0 < name.first - scene.places[-1].token <= 3:
        # "in die südirakische Hafenstadt Basra": the town is where its state's adjective already points
        preposition = "into" if scene.places[-1].preposition == "into" else preposition
    if preposition == "durch" and name.kind is NameKind.STATE:
        # "die Besetzung durch den Irak": who does it
        return Place(name.code, name.first, sentence.index, name.kind, False, name.text, "von")
    located = name.kind in {NameKind.CITY, NameKind.AREA} or preposition in LOCATIVE
    return Place(name.code, name.first, sentence.index, name.kind, located, name.text, preposition)


# Sentences; no report keeps a place unnamed for longer, and a book must not be searched from end to end.
_FAR = 40
_MISSIONS = (
    "botschaft",
    "vertretung",
    "vertretungen",
    "botschaften",
    "konsulat",
    "konsulate",
    "generalkonsulat",
    "mission",
)
_GROUPS = (
    "staatsangehörige", "staatsbürger", "bürger", "landsleute", "diplomat", "mitarbeite", "personal", "angehörige", "botschaft",
    "konsulat", "vertretung", "truppen", "soldaten", "reisende", "touristen", "urlauber", "familien", "beschäftigte",
)  # fmt: skip


def _on_a_group(scene: Scene, tokens: list[Token], k: int) -> bool:
    """ "rief Israelis in der Türkei auf": the place hangs on the people, not on where somebody speaks."""
    j = k - 1
    while j >= 0 and tokens[j].tag in {"ART", "ADJ(A)", "APPR", "APPRART"}:
        j -= 1
    if j < 0:
        return False
    name = scene.name_at(tokens[j].index)
    return (name is not None and name.kind is NameKind.DEMONYM) or any(g in tokens[j].lower for g in _GROUPS)


def _on_an_office(scene: Scene, tokens: list[Token], k: int) -> bool:
    j = k - 1
    while j >= 0 and tokens[j].tag in {"ART", "ADJ(A)", "APPR", "APPRART"}:
        j -= 1
    name = scene.name_at(tokens[j].index) if j >= 0 else None
    seated = {"embassy", "consulate", "ambassador", "consul", "diplomat", "official"}
    return name is not None and name.kind is NameKind.OFFICE and name.entry.office not in seated


def _on_a_trip(tokens: list[Token], k: int) -> bool:
    """ "während einer Reise nach Ägypten", "am Rande eines Treffens in Brüssel": where somebody speaks, not where it is."""
    before = [t.lower for t in tokens[max(0, k - 6) : k]]
    trip = any(w.endswith(("reise", "besuchs", "besuch", "treffens", "treffen", "gipfels", "gipfel")) for w in before)
    return trip and any(w in {"während", "bei", "auf", "rande", "am", "vor"} for w in before) and "reisen" not in before


def _preposition(tokens: list[Token], k: int) -> str:
    """The preposition that governs the word at ``k``, over article, adjectives and a list before it."""
    steps = 0
    j = k - 1
    while j >= 0 and steps < 8:
        t = tokens[j]
        if t.tag in {"APPR", "APPRART"}:
            return t.lower
        if t.tag in {"ART", "ADJ(A)", "PDAT", "PPOSAT", "PIAT", "NE", "$,", "KON", "$(", "CARD"} or t.lower in {
            "hauptstadt",
            "staat",
            "republik",
            "stadt",
            "region",
        }:
            j -= 1
            steps += 1
            continue
        break
    return ""


def at_border(scene: Scene, place: Place) -> bool:
    """Whether a state only tells which border is meant: "das Grenzgebiet zu Syrien" lies in the other one."""
    behind = scene.analysis.tokens[place.token + 1 : place.token + 2]
    if place.preposition == "an" and any(t.lower.startswith(("grenzend", "angrenzend")) for t in behind):
        return True  # "die an Venezuela grenzenden Landesteile"
    if place.preposition not in {"zu", "zur", "zum", "mit"}:
        return False
    before = scene.analysis.tokens[max(0, place.token - 5) : place.token]
    return any(t.lower.startswith("grenz") for t in before)


def muted_seats(scene: Scene) -> list[Place]:
    """The places, those muted where an organisation sits that the report speaks of: "teilte die EU in Brüssel mit"."""
    spoken = {n.code for n in scene.names if n.kind is NameKind.ORGANISATION}
    return [
        replace(p, kind=NameKind.CITY, muted=True, located=False)
        if not spoken.isdisjoint(SEATS.get(p.text, ()))
        else p
        for p in scene.places
    ]


def rank_hosts(salience: dict[str, float]) -> list[str]:
    """Codes of the places spoken of, the most likely host first."""
    return sorted(salience, key=lambda c: (-salience[c], c))


def salience_of(scene: Scene) -> dict[str, float]:
    """How much a report speaks of each place: by its mentions, how each one is meant, and the title."""
    score: dict[str, float] = {}
    for place in scene.places:
        if place.muted:
            continue
        weight = 2.0 if place.located else 0.7
        if place.kind is NameKind.CAPITAL and not place.located:
            weight = 0.3
        if place.preposition in {"nach", "über", "into"} and not _journey(scene, place):
            weight = 0.8  # where somebody is brought to
        if place.kind is NameKind.AREA:
            weight *= 0.4
        elif at_border(scene, place):
            weight = 0.3
        score[place.code] = score.get(place.code, 0.0) + weight
    for name in scene.gazetteer.find(tokenize(scene.document.title or "")):
        if name.code and name.kind in {NameKind.STATE, NameKind.CAPITAL, NameKind.CITY}:
            score[name.code] = score.get(name.code, 0.0) + 1.5
    return score


def place_before(
    scene: Scene, offset: int, *, exclude: frozenset[str] = frozenset(), areas: bool = False, pointed: bool = False, country: bool = False
) -> Place | None:
    """The last place named before ``offset`` that is not excluded; one that is located wins over a bare name.

    Args:
        areas: whether "Osteuropa" and the like count too.
        pointed: whether words such as "dort" point back: then "die Empfehlung für Russland" counts as a place.
        country: whether "das Land" points back: that is what the report is about.
    """
    bare: Place | None = None
    sentence = scene.analysis.sentence_at(offset).index
    for place in reversed(
        scene.places[: bisect_left(scene.places, offset, key=lambda p: scene.analysis.tokens[p.token].begin)]
    ):
        if sentence - place.sentence > _FAR:
            break
        if place.code in exclude:
            continue
        if place.kind is NameKind.AREA and not areas or place.muted:
            continue
        if not areas and at_border(scene, place):
            continue
        if place.kind is NameKind.CAPITAL and place.code != _main_host(scene) and _fronted(scene, place):
            continue  # "In Madrid wird geprüft": a government and no host
        if (
            place.preposition in {"nach", "über", "into"}
            and place.code != _main_host(scene)
            and not _journey(scene, place)
        ):
            continue
        if pointed and place.preposition == "für" and sentence - place.sentence <= 1:
            return place
        if place.kind is not NameKind.AREA and not _spoken_of(scene, place, sentence, near=not country):
            continue
        if place.located:
            return place
        if bare is None and sentence - place.sentence <= 1 and not _acts(scene, place):
            bare = place
    return bare


_SALIENT = 0.7
_NEAR = 2  # sentences


def _spoken_of(scene: Scene, place: Place, sentence: int, *, near: bool) -> bool:
    """Whether a place named in passing can be what a later sentence is about; the main host always can.

    "Flugzeuge stehen auf Zypern bereit. Die Botschaft arbeite weiter": Cyprus is where something waits. Another
    place is spoken of where the report comes back to it (nearly as salient as the host), or right after people or a
    mission there were named ("die Botschaft in Pjöngjang"), advice on it, or a sentence opened with it ("Im Tschad ...").
    """
    salience = scene.salience
    if salience.get(place.code, 0.0) >= _SALIENT * max(salience.values(), default=0.0):
        return True
    if not near or sentence - place.sentence > _NEAR or not place.located:
        return False  # "das Land" is the one that the report is about
    tokens = scene.analysis.sentences[place.sentence].tokens
    k = place.token - tokens[0].index
    turned_to = place.kind is NameKind.STATE and k < 4 and place.preposition in {"in", "im", "für"}
    return turned_to or _journey(scene, place) or _on_a_group(scene, tokens, k)


def _acts(scene: Scene, place: Place) -> bool:
    """Whether the name stands as a subject: then it is a government and no place."""
    return any(r.subject and r.first <= place.token <= r.last for r in scene.references_in(place.sentence))


def _fronted(scene: Scene, place: Place) -> bool:
    own = scene.analysis.sentences[place.sentence]
    return place.preposition == "in" and place.token - own.tokens[0].index <= 1


def _main_host(scene: Scene) -> str | None:
    return scene.hosts[0] if scene.hosts else None


def _journey(scene: Scene, place: Place) -> bool:
    """Whether "nach X" belongs to travel advice ("Reisen nach X") and not to where somebody is brought."""
    before = scene.analysis.tokens[max(0, place.token - 4) : place.token]
    return any("reise" in t.lower or "fahrt" in t.lower for t in before)


def names_a_place(word: str) -> bool:
    """Whether a noun after an adjective of a state makes it a place: "der ukrainischen Hauptstadt"."""
    return word.startswith(_PLACE_NOUNS) and not word.startswith(_NOT_PLACES)
