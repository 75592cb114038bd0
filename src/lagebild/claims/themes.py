"""Noun phrases become themes: posted staff, their families, citizens, missions, forces.

The traps are here: "Angehörige der Botschaft" are staff, "Angehörige von Diplomaten" family, "Angehörige" of a
state citizens; "die Botschaft des Films" is no mission, and "Mitarbeiter" of a company no staff.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lagebild.actors import NameKind, Scene, after_title
from lagebild.codebook import Lexicon
from lagebild.language import Clause, NounPhrase, Sentence, noun_phrases


@dataclass(slots=True)
class Theme:
    """A phrase that names whom a posture concerns.

    Attributes:
        kind: "staff", "family", "citizen", "people", "mission" or "forces".
        owner: code of the government it belongs to by its own words, or None.
        around: words of the whole phrase it stands in, in small letters, for "ein Teil", "alle".
        possessive: whether a pronoun ("ihre") says that it belongs to somebody named elsewhere.
    """

    kind: str
    phrase: NounPhrase
    clause: Clause
    owner: str | None = None
    possessive: bool = False
    detail: str | None = None
    around: str = ""


_NOT_MISSION = frozenset(
    """film films films stück stücks buch buchs buches roman romans papst papstes kampagne rede künstler lied
    song album ausstellung kunst plakat serie hoffnung friedens weihnachten evangelium partei verein zitat kanzlerrede""".split()
)
_MESSAGE_ADJECTIVES = (
    "froh",
    "klar",
    "deutlich",
    "politisch",
    "zentral",
    "eindeutig",
    "wichtig",
    "letzte ",
    "positiv",
    "gut",
    "versteckt",
    "geheim",
)


def _attributes(phrase: NounPhrase, following: list[NounPhrase]) -> list[NounPhrase]:
    """Phrases that a "von", "in" or "an" ties to the one before: "Angehörige von Beschäftigten der Botschaft"."""
    found = []
    last = phrase.tokens[-1].index
    for other in following:
        first = other.tokens[0].index
        if other.preposition in {"von", "vom", "in", "im", "an", "am", "der", "für"} and first - last <= 2:
            found.append(other)
            last = other.tokens[-1].index
        else:
            break
    return found


def owner_of(
    scene: Scene, phrase: NounPhrase, sentence: Sentence, clause: Clause, extra: list[NounPhrase]
) -> str | None:
    """The government that a phrase's own words name: adjective, prefix, demonym, genitive, "von"-phrase."""
    if phrase.head.text.startswith("Auslands"):
        # "Auslandsösterreicher", "Auslandschweizer"
        rest = phrase.head.text.removeprefix("Auslands").removeprefix("s")
        code = scene.gazetteer.code_of(rest.capitalize()) or scene.gazetteer.code_of(("s" + rest).capitalize())
        if code is not None:
            return code
    for part in (phrase, *(e for e in extra if e.preposition in {"von", "vom", "an", "in", "der", "am"})):
        located = part is not phrase and part.preposition in {"in", "im", "an", "am"}
        for name in scene.names_in(part.tokens):
            if name.code is None or name.kind in {NameKind.CITY, NameKind.AREA} or scene.is_place(name.first):
                continue
            if located and name.kind in {NameKind.STATE, NameKind.CAPITAL}:
                continue
            before = scene.analysis.tokens[name.first - 1] if name.first > part.tokens[0].index else None
            if before is not None and before.tag in {"APPR", "APPRART"} and name.first < part.head.index:
                continue  # "die in Niamey gestrandeten Iren"
            if name.kind is NameKind.ADJECTIVE and name.entry.office == "seat":
                continue  # "ihre Teheraner Vertretung" stands in Tehran
            if part is not phrase and name.kind is NameKind.CAPITAL:
                continue  # "ihre Botschaft von Kiew nach Lwiw verlegt"
            if part is phrase and name.kind is NameKind.CAPITAL and name.first >= phrase.head.index:
                continue
            return name.code
    return None


def listed_owners(scene: Scene, phrase: NounPhrase, following: list[NounPhrase]) -> list[str]:
    """Codes of states in a genitive or "von" list behind a plural: "Botschaften Belgiens, Irlands und der Schweiz"."""
    adjectives = [n.code for n in scene.names_in(phrase.tokens[: phrase.core]) if n.code and n.kind is NameKind.ADJECTIVE]
    if len(adjectives) > 1:
        return [c for c in adjectives if c]  # "amerikanische und britische Kampfjets"
    titled = after_title(scene, phrase)
    names = [n for n in scene.names_in(phrase.tokens[phrase.core :]) if n.code and n.kind is NameKind.STATE]
    names = [titled, *names] if titled is not None else names
    rest = list(following)
    if not names and rest and rest[0].preposition in {"von", "vom"}:
        names = [n for n in scene.names_in(rest[0].tokens) if n.code and n.kind is NameKind.STATE]
        last = rest.pop(0).tokens[-1].index if names else -1
    else:
        last = phrase.tokens[-1].index
    if not names:
        return []
    codes = [names[0].code]
    for other in rest:
        between = scene.analysis.tokens[last + 1 : other.tokens[0].index]
        own = [n for n in scene.names_in(other.tokens) if n.code and n.kind is NameKind.STATE]
        joined = between and all(t.lower in {"und", ",", "sowie"} for t in between)
        if not joined or not own or other.preposition not in {"", "von", "vom"}:
            break
        codes.append(own[0].code)
        last = other.tokens[-1].index
    return [c for c in codes if c] if len(codes) > 1 else []


def themes_of(scene: Scene, sentence: Sentence, clauses: list[Clause], lexicon: Lexicon) -> list[Theme]:
    """Themes of a unit in order of the text."""
    found: list[Theme] = []
    for clause in clauses:
        phrases = scene.phrases[(sentence.index, clause.index)]
        inside: set[int] = set()
        for k, phrase in enumerate(phrases):
            if phrase.begin in inside or len(phrase.tokens) == phrase.core and _names_nobody(scene, phrase, lexicon):
                continue
            extra = _attributes(phrase, phrases[k + 1 :])
            theme = _theme(scene, sentence, clause, phrase, extra, lexicon, found)
            if (
                theme is None
                and len(phrase.tokens) > phrase.core
                and (not phrase.preposition or lexicon.nouns_of(head_word(phrase)) & _EVENT_NOUNS)
            ):
                # "die Schließung der Botschaft": the genitive is the theme of the noun's event
                for inner in noun_phrases(phrase.tokens[phrase.core :]):
                    theme = _theme(scene, sentence, clause, inner, extra, lexicon, found)
                    if theme is not None:
                        break
            if theme is not None:
                theme.around = " ".join(t.lower for t in phrase.tokens)
                found.append(theme)
                for code in listed_owners(scene, phrase, phrases[k + 1 :]):
                    # "die Botschaften Belgiens, Irlands und Griechenlands": one theme for each
                    if code != theme.owner:
                        found.append(replace(theme, owner=code))
                if theme.kind == "forces" and phrase.preposition in _WITHIN and any(t.kind == "forces" for t in found[:-1]):
                    found.remove(theme)  # "sein Kontingent im Nato-Gefechtsverband": the frame they stand in
                    continue
                if theme.kind in {"family", "staff", "citizen"}:
                    # "Angehörige von Diplomaten der Botschaft": one group, not three
                    inside.update(e.begin for e in extra)
    return found


_ANY_HOUSE = frozenset({"vertretung", "vertretungen", "mission", "missionen", "kanzlei", "büro", "büros"})
_WITHIN = frozenset({"in", "im", "unter", "bei", "beim", "innerhalb"})

# Heads whose genitive is what happens to: "die Schließung der Botschaft", "ein Teil des Personals".
_EVENT_NOUNS = frozenset(
    """withdrawal reduction closure reopening relocation departure evacuation deployment stay_noun share massing
    consideration""".split()
)


def head_word(phrase: NounPhrase) -> str:
    """The head as it stands in the text."""
    return phrase.head.text


def antecedent_themes(scene: Scene, sentence: Sentence, clause: Clause, lexicon: Lexicon) -> list[Theme]:
    """The theme that a relative clause speaks of: the phrase that ends right before it."""
    best: NounPhrase | None = None
    holder = clause
    for other in sentence.clauses:
        if other is clause:
            continue
        for phrase in scene.phrases[(sentence.index, other.index)]:
            if phrase.end <= clause.begin and (best is None or phrase.end > best.end):
                best, holder = phrase, other
    if best is None:
        return []
    phrases = scene.phrases[(sentence.index, holder.index)]
    k = next(i for i, p in enumerate(phrases) if p is best)
    # "die Botschaft in Kiew, die ..." means the embassy: go back over what hangs on it.
    while k > 0 and phrases[k].preposition in {"in", "im", "von", "vom", "an"} and not phrases[k].determiner:
        k -= 1
    theme = _theme(scene, sentence, holder, phrases[k], _attributes(phrases[k], phrases[k + 1 :]), lexicon, [])
    return [theme] if theme is not None else []


def _all_classes(lexicon: Lexicon, phrases: list[NounPhrase], skip: int) -> set[str]:
    """Classes of the words after the head in a phrase, and of the phrases tied to it."""
    found: set[str] = set()
    for phrase in phrases:
        for token in phrase.tokens:
            if token.text[0].isupper() and token.index != skip:
                found |= lexicon.nouns_of(token.text)
    return found


def _names_nobody(scene: Scene, phrase: NounPhrase, lexicon: Lexicon) -> bool:
    """Whether the head is no word of the field and no demonym: most phrases name nobody whom a posture concerns."""
    if lexicon.nouns_of(phrase.head.text):
        return False
    name = scene.name_at(phrase.head.index)
    return name is None or name.kind is not NameKind.DEMONYM


def _theme(
    scene: Scene,
    sentence: Sentence,
    clause: Clause,
    phrase: NounPhrase,
    extra: list[NounPhrase],
    lexicon: Lexicon,
    before: list[Theme],
) -> Theme | None:
    if _names_nobody(scene, phrase, lexicon):
        return None
    head = phrase.head
    classes = lexicon.nouns_of(head.text)
    name = scene.name_at(head.index)
    demonym = name is not None and name.kind is NameKind.DEMONYM
    inner = _all_classes(lexicon, [NounPhrase(phrase.tokens[phrase.core :], head, 0), *extra], head.index)
    if any(t.lower.startswith("ausländisch") for t in phrase.tokens[: phrase.core]):
        return None  # "die ausländischen Vertretungen" are nobody's in particular
    owner = owner_of(scene, phrase, sentence, clause, extra)
    possessive = phrase.determiner.startswith(("ihr", "sein", "deren", "dessen", "unser"))

    def theme(kind: str, detail: str | None = None) -> Theme:
        return Theme(kind, phrase, clause, owner, possessive, detail)

    crisis_staff = scene.speaks_of_missions_near(sentence.index) or _of_a_body(scene, sentence)
    if "kin" in classes:
        if inner & {"mission"} and not inner & {"staff", "weak_staff"} and head.lower.startswith("angehörig"):
            return theme("staff")
        if (
            inner & {"staff", "weak_staff", "head_of_mission"}
            or "strong_family" in classes
            and (crisis_staff or owner or possessive)
        ):
            return theme("family")
        joined = any(
            t.kind in {"staff", "family"} for t in before if t.phrase.tokens[-1].index >= phrase.tokens[0].index - 4
        )
        if joined or (possessive and any(t.kind in {"staff"} for t in before)):
            owner = owner or next((t.owner for t in before if t.kind == "staff"), None)
            return Theme("family", phrase, clause, owner, possessive)
        if head.lower.startswith("angehörig") and owner and not inner & {"mission"}:
            return theme("citizen")
        minor = head.lower.startswith(("partner", "kinder", "ehe"))
        if any(t.lower.startswith("mitgereist") for t in phrase.tokens) and scene.speaks_of_staff():
            return theme("family")
        if crisis_staff and (possessive or phrase.determiner in {"die", "alle", ""}) and not minor:
            return theme("family")
        if possessive and not minor and scene.speaks_of_staff():
            return theme("family")
        return None
    if "staff" in classes or ("self_staff" in classes and (crisis_staff or owner)):
        return theme("staff")
    if "hands" in classes and lexicon.verbs_of(clause.lemma, [t.lower for t in clause.tokens]) & {"send", "ready"}:
        return theme("forces")
    if head.text == "Mann" and any(t.tag == "CARD" for t in phrase.tokens):
        return theme("forces")
    if "hands" in classes:
        around = " ".join(t.lower for t in phrase.tokens)
        civil = (
            "entbehrlich",
            "zivil",
            "international",
            "nicht ",
            "diplomatisch",
            "konsularisch",
            "verzichtbar",
            "lokal",
        )
        return theme("staff") if any(w in around for w in civil) else None
    if "head_of_mission" in classes:
        return theme("head_of_mission", "head_of_mission")
    if demonym or "citizen" in classes and not classes & {"plain_people"}:
        return theme("citizen")
    if "weak_staff" in classes:
        if inner & {"mission"} or owner or possessive or crisis_staff:
            return theme("staff", "local_staff" if head.lower.startswith("ortskr") else None)
        return None
    if "mission" in classes and head.lower in _ANY_HOUSE and owner is None and not scene.speaks_of_foreign_affairs():
        return None  # "die Vertretung in Lima" of a company
    if "mission" in classes:
        words = {t.lower for t in phrase.tokens[phrase.core :]} | {t.lower for e in extra for t in e.tokens}
        if words & _NOT_MISSION or any(t.lower.startswith(_MESSAGE_ADJECTIVES) for t in phrase.tokens[: phrase.core]):
            return None
        return theme("mission", "consulate" if "konsulat" in head.lower else None)
    if classes & {"forces", "massing"}:
        return theme("forces", _force_detail(head.lower))
    if "plain_people" in classes:
        # On a government's own page "Personen, die sich im Land aufhalten" are those it advises.
        return theme("people" if scene.document.authority is None else "citizen")
    return None


def _force_detail(word: str) -> str | None:
    """"trainers" for Ausbilder and Berater, "combat" for troops that fight: both can hold at one place."""
    if "ausbild" in word or "berater" in word or "instruktor" in word:
        return "trainers"
    return "combat" if word.startswith(("kampf", "boden")) else None


def _of_a_body(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence speaks of the UN, the EU or the OSCE, whose staff is posted abroad: "Die Vereinten Nationen fliegen Mitarbeiter aus"."""
    return any(r.code in {"UN", "EU", "OSCE"} and r.rule == "organisation" for r in scene.references_in(sentence.index))
