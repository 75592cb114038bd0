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
    indexes = {t.index for clause in unit.clauses for t in clause.tokens}
    around = scene.places_between(unit.sentence.begin, unit.sentence.end)
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
            if not between or any(w not in {"und", "sowie", ",", "oder"} for w in words) or not words:
                break
            if (
                right.code not in {actor, *others}
                and right.code not in {c for c, _ in found}
                and right.kind is not NameKind.CITY
            ):
                found.append((right.code, "joined to the place before it"))
        break
    return found


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
    inside = [p for p in inside if p.preposition or p.code not in owners]
    away = {"nach", "über", "auf", "into"}
    moving = bool({"leave", "withdraw", "relocate", "help_out"} & unit.classes) and "travel_object" not in unit.classes
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
        ):
            return place.code, "object of the clause"
    pointed = not _LAND.isdisjoint(unit.text.split())
    around = scene.place_before(unit.begin, exclude=frozenset({actor, *others}), pointed=pointed)
    if around is not None and unit.sentence.index - around.sentence <= 6:
        return around.code, "the place last named"
    for code in scene.hosts:
        if code not in {actor, "WORLD", *others}:
            return code, "the report's main place"
    return _compelling(scene, unit, actor)


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


def target_place(scene: Scene, unit: Unit, actor: str, *, assessor: bool = False) -> tuple[str, str] | None:
    """(code, rule) of the place toward which forces point or for which a threat is seen.

    Args:
        assessor: whether the actor only sees the threat; it may then be its own country, and who attacks is no place.
    """
    if scene.document.authority is not None and scene.document.place is not None:
        return scene.document.place, "the country that the page is about"
    attackers = _attackers(scene, unit)
    guilty = {p.code for p in _inside(scene, unit) if p.token in attackers}
    if assessor:
        guilty |= {r.code for r in agents(scene, unit) if r.code and r.code != actor}
    inside = [p for p in _inside(scene, unit) if not p.muted and p.token not in attackers and p.code not in guilty]
    own = [p for p in inside if p.code == actor and p.preposition]
    inside = [p for p in inside if p.code != actor]
    found = _pointed_at(inside)
    if found is not None and not (assessor and own and not found.located):
        return found.code, "where it points"
    if own and (assessor or ({"attack", "attack_verb", "present"} & unit.classes and any(p.located for p in own))):
        return actor, "the speaker's own country" if assessor else "forces at home"
    if scene.hosts[:1] == [actor] and not {"forces", "send", "deployment"} & unit.classes:
        # A government that speaks of danger without naming a place speaks of its own country.
        return actor, "the speaker's own country"
    around = scene.place_before(unit.begin, exclude=frozenset({actor, *guilty}), areas=True)
    if around is not None and unit.sentence.index - around.sentence <= 4:
        ranks = {code: rank for rank, code in enumerate(scene.hosts)}
        if assessor and ranks.get(actor, 99) < ranks.get(around.code, 99):
            return actor, "the speaker's own country"
        return around.code, "the place last named"
    for code in scene.hosts:
        if code != actor and code not in guilty:
            return code, "the report's main place"
    return (actor, "the speaker's own country") if assessor else None


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
