"""Which place a unit is about: by what hangs on the theme, the clause, "das Land", or the document's host."""

from __future__ import annotations

from lagebild.actors import NameKind, Place, Scene
from lagebild.actors.places import at_border
from lagebild.claims.agents import agents
from lagebild.claims.themes import Theme
from lagebild.claims.unit import Unit

_TARGET = frozenset("into in nach im an gegen vor für ins zu zur um über auf entlang richtung bei nahe".split())
_COMPEL = frozenset({"zwingen", "nötigen", "auffordern", "anweisen", "drängen", "verpflichten", "verbieten", "untersagen"})
_LAND = frozenset({"land", "dort", "dorthin", "landes", "hiesigen", "landesweit", "sahelstaat", "krisenland", "staat"})


def _inside(scene: Scene, unit: Unit) -> list[Place]:
    """Places in the unit's own clauses."""
    around = scene.places_between(unit.sentence.begin, unit.sentence.end)
    if not around:
        return []
    indexes = {t.index for clause in unit.clauses for t in clause.tokens}
    return [p for p in around if p.token in indexes]


def host_places(
    scene: Scene, unit: Unit, actor: str, theme: Theme | None, others: frozenset[str]
) -> list[tuple[str, str]]:
    """(code, rule) of each host country: the one that is found, and what is joined to it by "und" or a comma.

    On an authority's own page it is the country that the page is about.
    """
    if scene.document.authority is not None and scene.document.place is not None:
        return [(scene.document.place, "the country that the page is about")]
    first = _host_place(scene, unit, actor, theme, others)
    if first is None:
        return []
    found = [first]
    own = [p for p in _inside(scene, unit) if not p.muted]
    for k, place in enumerate(own):
        if place.code != first[0]:
            continue
        for left, right in zip(own[k:], own[k + 1 :], strict=False):
            between = scene.analysis.tokens[left.token + 1 : right.token]
            words = [t.lower for t in between if t.tag not in {"ART", "NE", "ADJ(A)", "APPR", "APPRART"}]
            if not between or any(w not in _JOINING for w in words) or not words:
                break
            if (
                right.code not in {actor, *others}
                and right.code not in {c for c, _ in found}
                and right.kind is not NameKind.CITY
                and right.preposition not in {"von", "vom", "durch"}
            ):
                found.append((right.code, "joined to the place before it"))
        break
    return found


# "weder in den Iran noch nach Israel", "vor Reisen in den Südsudan ebenso wie vor Reisen in den Sudan"
_JOINING = frozenset({"und", "sowie", ",", "oder", "noch", "ebenso", "wie", "auch", "reisen", "fahrten"})

_MOVES = frozenset({"leave", "withdraw", "relocate", "help_out", "evac_carrier", "weak_carrier", "seat"})


def _host_place(
    scene: Scene, unit: Unit, actor: str, theme: Theme | None, others: frozenset[str]
) -> tuple[str, str] | None:
    """(code, rule) of the host country: where the mission, the people or the journey is.

    A destination ("nach Amman verlegt", "in die Heimat") is no host.
    """
    inside = [
        p
        for p in _inside(scene, unit)
        if p.code not in {actor, *others} and p.kind is not NameKind.AREA and not p.muted and not at_border(scene, p)
    ]
    owners = {t.owner for t in unit.themes if t.owner}
    inside = [p for p in inside if (p.preposition or p.code not in owners) and p.preposition != "über"]
    away = {"nach", "über", "auf", "into"}
    moving = not _MOVES.isdisjoint(unit.classes) and "travel_object" not in unit.classes
    if "relocate" in unit.classes:
        # "von Tripolis nach Tunis verlegt": the host is where it leaves
        source = next((p for p in inside if p.preposition in {"von", "aus"}), None)
        if source is not None:
            return source.code, "where it leaves"
    if theme is not None:
        last = theme.phrase.tokens[-1].index
        for place in inside:
            if (
                place.token - theme.phrase.tokens[0].index > 0
                and place.token - last <= 4
                and place.preposition in {"in", "im", "an", "für", ""}
            ):
                if not (moving and place.preposition in away):
                    return place.code, "hangs on the group"
    if "warning" in unit.classes or "travel" in unit.classes:
        # "Für den Jemen gilt in Österreich eine Reisewarnung"
        meant = next((p for p in inside if p.preposition == "für"), None)
        if meant is not None:
            return meant.code, "named in the clause"
    inside = [p for p in inside if not _next_after(scene, unit, p)]
    located = [p for p in inside if p.located and not (moving and p.preposition in away)]
    for place in located:
        if place.preposition == "aus" or not moving:
            return place.code, "named in the clause"
    if located:
        return located[0].code, "named in the clause"
    for place in inside:
        if (
            place.kind is NameKind.STATE
            and not (moving and place.preposition in away)
            and place.preposition not in {"mit", "von", "zwischen"}
            and not _of_somebody(scene, place)
        ):
            return place.code, "object of the clause"
    words = set(unit.text.split())
    pointed = not _LAND.isdisjoint(words)
    country = pointed and _LAND.isdisjoint(words & {"dort", "dorthin", "hiesigen"})
    around = scene.place_before(unit.begin, exclude=frozenset({actor, *others}), pointed=pointed, country=country)
    if around is not None and unit.sentence.index - around.sentence <= 6:
        return around.code, "the place last named"
    for code in scene.hosts:
        if code not in {actor, "WORLD", *others}:
            return code, "the report's main place"
    return _compelling(scene, unit, actor)


def _of_somebody(scene: Scene, place: Place) -> bool:
    """ "den Aufrufen der USA": a genitive tells whose; "das Verlassen der Ukraine" tells where."""
    before = scene.analysis.tokens[max(0, place.token - 2) : place.token]
    if len(before) < 2 or before[1].lower not in {"der", "des"} or not before[0].tag.startswith("NN"):
        return False
    return not before[0].lower.startswith(("verlassen", "besuch", "gebiet", "teil", "norden", "süden", "osten", "westen"))


def _next_after(scene: Scene, unit: Unit, place: Place) -> bool:
    """ "Nach den USA schließt auch Deutschland seine Vertretung": who came first is no place."""
    opens = place.token - unit.head.tokens[0].index <= 3 and place.kind is NameKind.STATE
    return place.preposition == "nach" and opens and any(t.lower in {"auch", "nun", "jetzt"} for t in unit.head.tokens)


def _compelling(scene: Scene, unit: Unit, actor: str) -> tuple[str, str] | None:
    """The government that makes another one act: "Die Regierung in Managua zwingt Argentinien, ... zu schließen"."""
    forcing = next((c for c in unit.clauses if c.lemma in _COMPEL), None)
    if forcing is None:
        return None
    for reference in scene.references_in(unit.sentence.index):
        begin = scene.analysis.tokens[reference.first].begin
        if reference.subject and reference.code not in {None, actor} and forcing.begin <= begin < forcing.end:
            return str(reference.code), "who makes it act"
    return None


def target_place(
    scene: Scene, unit: Unit, actor: str, others: frozenset[str] = frozenset(), *, assessor: bool = False
) -> tuple[str, str] | None:
    """(code, rule) of the place toward which forces point or for which a threat is seen.

    Args:
        others: who acts beside the actor.
        assessor: whether the actor only sees the threat; it may then be its own country, and who attacks is no place.
    """
    if scene.document.authority is not None and scene.document.place is not None:
        return scene.document.place, "the country that the page is about"
    attackers = _attackers(scene, unit)
    guilty = {p.code for p in _inside(scene, unit) if p.token in attackers}
    if assessor:
        # "eine Gefahr aus Nordkorea": where it comes from is not where it is
        guilty |= {p.code for p in _inside(scene, unit) if p.preposition == "aus"}
        if _own_ground(unit):
            return actor, "the speaker's own country"
        guilty |= {r.code for r in agents(scene, unit) if r.code and r.code != actor}
    inside = [p for p in _inside(scene, unit) if not p.muted and p.token not in attackers and p.code not in guilty]
    # "In Wien lässt die Ministerin eine Aufstockung prüfen": where it is decided
    seat = unit.head.tokens[0].index + 1
    own = [p for p in inside if p.code == actor and p.preposition and not (p.kind is NameKind.CAPITAL and p.token == seat)]
    inside = [p for p in inside if p.code != actor and (p.code not in others or p.located) and p.preposition not in _no_aim(unit)]
    found = _pointed_at(inside)
    if found is not None and not (assessor and own and not found.located):
        return found.code, "where it points"
    if own and (assessor or ({"attack", "attack_verb", "present"} & unit.classes and any(p.located for p in own))):
        return actor, "the speaker's own country" if assessor else "forces at home"
    if scene.hosts[:1] == [actor] and not {"forces", "send", "deployment"} & unit.classes:
        # A government that speaks of danger without naming a place speaks of its own country.
        return actor, "the speaker's own country"
    if "ready" in unit.classes and actor in scene.hosts[:3] and any(t.possessive or "eigenen" in t.phrase.text for t in unit.themes):
        return actor, "its own forces, at home"  # "seine Armee in Alarmbereitschaft versetzt"
    if assessor and scene.spoken_of(actor):
        return actor, "the speaker's own country"
    around = scene.place_before(unit.begin, exclude=frozenset({actor, *guilty}), areas=True)
    if around is not None and unit.sentence.index - around.sentence <= 4:
        ranks = {code: rank for rank, code in enumerate(scene.hosts)}
        if assessor and ranks.get(actor, 99) < ranks.get(around.code, 99):
            return actor, "the speaker's own country"
        return around.code, "the place last named"
    if scene.hosts[:1] == [actor] and {"dort", "hier", "dortigen"} & set(unit.text.split()):
        return actor, "its own country, pointed back to"  # "In fünf Provinzen ... Dort sind 4500 Soldaten im Einsatz"
    for code in scene.hosts:
        if code != actor and code not in guilty:
            return code, "the report's main place"
    return (actor, "the speaker's own country") if assessor else None


_GROUND = ("gebiet", "territorium", "staatsgebiet", "boden", "land", "grenze", "luftraum", "hoheitsgebiet", "bevölkerung")


def _own_ground(unit: Unit) -> bool:
    """ "Katar sieht für sein Gebiet keine Bedrohung": the assessor speaks of his own country."""
    return any(p.determiner.startswith(("sein", "ihr", "unser")) and p.head.lower.startswith(_GROUND) for p in unit.phrases)


def _pointed_at(inside: list[Place]) -> Place | None:
    """The place that a preposition points at, a state before an area; else any that is named."""
    pointed = [
        p
        for p in inside
        if (p.preposition in _TARGET and p.kind is not NameKind.CAPITAL)
        or p.preposition in {"into", "in", "nach", "zu", "zur", "an", "gegen", "auf", "im", "vor"}
    ]
    if pointed:
        return next((p for p in pointed if p.kind is not NameKind.AREA), pointed[0])
    return next((p for p in inside if p.kind in {NameKind.STATE, NameKind.AREA, NameKind.CITY}), None)


_NO_AIM = frozenset({"mit", "zwischen", "wegen", "trotz", "von", "vom", "durch", "unter"})


def _no_aim(unit: Unit) -> frozenset[str]:
    """Prepositions behind which no aim stands; "im Krieg mit der Ukraine" names one, "Abzug aus Mali" another."""
    barred = _NO_AIM - {"mit"} if "krieg" in unit.text or "konflikt" in unit.text else _NO_AIM
    return barred if {"leave", "withdraw", "withdrawal"} & unit.classes else barred | {"aus"}


def _attackers(scene: Scene, unit: Unit) -> set[int]:
    """Tokens of states that attack: "eine Militäraktion Russlands", "ein russischer Angriff"."""
    found: set[int] = set()
    for phrase in unit.phrases:
        if "attack" in unit.classes and phrase.head is unit.where.get("attack"):
            found.update(t.index for t in phrase.tokens)
    return found


def route_places(scene: Scene, unit: Unit, actor: str) -> list[tuple[str, str]]:
    """(code, rule) of both ends of a route: "auf dem Landweg von Russland in die Ukraine"."""
    codes = [
        p.code for p in _inside(scene, unit) if p.preposition in {"von", "aus", "nach", "in", "into", "über", "durch"}
    ]
    return [(code, "an end of the route") for code in dict.fromkeys(codes) if code != actor]
