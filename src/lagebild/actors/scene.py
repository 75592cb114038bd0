"""Who and where, for one document: names become actors and places by what stands around them.

A scene is built once per document. It resolves what names leave open ("das Außenministerium", "das Land",
"Blinken", "er") from the text alone: from the same phrase, then the clause, then what was last spoken of.
What it cannot resolve it leaves None.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lagebild.actors.gazetteer import Gazetteer, Name, NameKind, shared_gazetteer
from lagebild.language import Analysis, Clause, ClauseKind, NounPhrase, Sentence, Token, noun_phrases
from lagebild.language.clauses import NOUN
from lagebild.model import Act, Document, Kind, Span, Statement

# Prepositions after which a country or capital is a place and not a government.
LOCATIVE = frozenset(
    """in im ins into aus nach ab bei beim um nahe durch innerhalb außerhalb nördlich südlich östlich westlich unweit vor
    über auf""".split()
)
_TOWARD_ACTOR = frozenset("mit gegen für von zwischen gegenüber an am durch seitens laut zufolge ohne neben außer wegen".split())
_PRONOUNS = frozenset("er sie es diese dieser dieses".split())
_MINISTRY_WORDS = frozenset("ministerium ressort departement amt behörde haus".split())


@dataclass(frozen=True, slots=True)
class Reference:
    """An actor as mentioned: ``code`` may be None for a person or office that could not be tied."""

    code: str | None
    first: int
    last: int
    sentence: int
    office: str | None = None
    person: str | None = None
    rule: str = ""
    subject: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place as mentioned: token index, code, and whether a preposition or object makes it a place.

    ``muted`` is where somebody speaks or works from ("sagte sie in Brüssel", "von Tunis aus"): no host.
    """

    code: str
    token: int
    sentence: int
    kind: NameKind
    located: bool
    text: str
    preposition: str = ""
    muted: bool = False


class Scene:
    """Actors and places of one document in order of the text."""

    def __init__(
        self,
        document: Document,
        analysis: Analysis,
        gazetteer: Gazetteer | None = None,
        frames: Sequence[Span] = (),
    ) -> None:
        """Read a document's names.

        Args:
            frames: spans of the clauses that only say who speaks: the town in "sagte sie in Brüssel" is no host.
        """
        self._frames = frames
        self.document = document
        self.analysis = analysis
        self.gazetteer = gazetteer or shared_gazetteer()
        self.names: list[Name] = []
        self._by_token: dict[int, Name] = {}
        self.places: list[Place] = []
        self.references: list[Reference] = []
        self._staff: bool | None = None
        self._persons: dict[str, Reference] = {}
        self.phrases: dict[tuple[int, int], list[NounPhrase]] = {}
        self._resolved: dict[tuple[int, int], list[Reference]] = {}
        for sentence in analysis.sentences:
            self._read(sentence)
        self.hosts = self._rank_hosts()

    # -- reading -------------------------------------------------------------------------------------------

    def _read(self, sentence: Sentence) -> None:
        names = self.gazetteer.find(sentence.tokens)
        self.names.extend(names)
        for name in names:
            for k in range(name.first, name.last + 1):
                self._by_token[k] = name
        for name in names:
            place = self._as_place(name, sentence)
            if place is not None:
                self.places.append(place)
        for clause in sentence.clauses:
            self.phrases[(sentence.index, clause.index)] = noun_phrases(clause.tokens)
        for clause in sentence.clauses:
            phrases = self.phrases[(sentence.index, clause.index)]
            self._read_persons(sentence, clause, phrases)
            subject = subject_of(phrases, clause)
            for phrase in phrases:
                own = self._own(phrase, sentence, clause)
                for reference in own:
                    self.references.append(replace(reference, subject=phrase is subject or self._joined(phrase, subject, phrases)))
                self.references.extend(self._inner(phrase, sentence, bool(own)))

    def _joined(self, phrase: NounPhrase, subject: NounPhrase | None, phrases: list[NounPhrase]) -> bool:
        """Whether a phrase continues the subject by "und" or a comma: "Washington und London"."""
        if subject is None or phrase.preposition or phrase.tokens[0].index <= subject.tokens[-1].index:
            return False
        between = self.analysis.tokens[subject.tokens[-1].index + 1 : phrase.tokens[0].index]
        inner = [p for p in phrases if subject.begin < p.begin < phrase.begin]
        words = [t for t in between if not any(p.begin <= t.begin < p.end for p in inner)]
        return bool(words) and all(t.lower in {"und", "sowie", ",", "oder", "auch", "aber"} for t in words)

    def _inner(self, phrase: NounPhrase, sentence: Sentence, has_own: bool) -> list[Reference]:
        """Offices and adjectives inside a phrase: weaker, but they tell whose the report speaks of."""
        found: list[Reference] = []
        for name in self._names_in(phrase.tokens):
            inside = name.first > phrase.tokens[phrase.core - 1].index
            if name.code and name.kind is NameKind.OFFICE and inside:
                found.append(Reference(name.code, name.first, name.last, sentence.index, name.entry.office, None, "genitive"))
            elif name.code and name.kind in {NameKind.ADJECTIVE, NameKind.DEMONYM} and not has_own:
                following = self.analysis.tokens[min(name.last + 1, len(self.analysis.tokens) - 1)].text
                if name.kind is NameKind.ADJECTIVE and following.startswith(_PLACE_NOUNS) and not following.startswith(_NOT_PLACES):
                    continue
                found.append(Reference(name.code, name.first, name.last, sentence.index, None, None, "adjective"))
        return found

    def _as_place(self, name: Name, sentence: Sentence) -> Place | None:
        if name.kind not in {NameKind.STATE, NameKind.CAPITAL, NameKind.CITY, NameKind.AREA, NameKind.ADJECTIVE}:
            return None
        if name.code is None:
            return None
        tokens = sentence.tokens
        offset = name.first - tokens[0].index
        if name.kind is NameKind.ADJECTIVE:
            following = self.analysis.tokens[name.last + 1] if name.last + 1 < len(self.analysis.tokens) else None
            if name.rest:
                # "Ukraine-Krise", "Libanon-Reise": about the place; "US-Botschaft": not
                return None
            word = following.text if following is not None else ""
            if word.startswith(_PLACE_NOUNS) and not word.startswith(_NOT_PLACES):
                return Place(name.code, name.first, sentence.index, name.kind, True, name.text, "in")
            return None
        preposition = self._preposition(tokens, offset)
        if preposition == "in" and offset and tokens[offset - 1].lower in {"die", "den", "das"} or preposition == "ins":
            # The accusative points: "aus Haiti in die Dominikanische Republik"
            preposition = "into"
        begin = self.analysis.tokens[name.first].begin
        if preposition in LOCATIVE and any(f.begin <= begin < f.end for f in self._frames):
            return Place(name.code, name.first, sentence.index, name.kind, False, name.text, preposition, True)
        if preposition in LOCATIVE and (self._on_a_trip(tokens, offset) or self._compared(tokens, offset)):
            return Place(name.code, name.first, sentence.index, name.kind, False, name.text, preposition, True)
        if preposition in {"von", "vom"} and any(t.lower == "aus" for t in tokens[offset + 1 : offset + 5]):
            # "führt die Geschäfte von Tunis aus"
            return Place(name.code, name.first, sentence.index, name.kind, False, name.text, preposition, True)
        located = name.kind in {NameKind.CITY, NameKind.AREA} or preposition in LOCATIVE
        return Place(name.code, name.first, sentence.index, name.kind, located, name.text, preposition)

    def _compared(self, tokens: list[Token], k: int) -> bool:
        """"anders als in den USA": what is compared is not spoken of."""
        before = [t.lower for t in tokens[max(0, k - 4) : k]]
        return "als" in before or ("wie" in before and "so" not in before) or "gegensatz" in before

    def _on_a_trip(self, tokens: list[Token], k: int) -> bool:
        """"während einer Reise nach Ägypten", "am Rande eines Treffens in Brüssel": where somebody speaks, not where it is."""
        before = [t.lower for t in tokens[max(0, k - 6) : k]]
        trip = any(w.endswith(("reise", "besuchs", "besuch", "treffens", "treffen", "gipfels", "gipfel")) for w in before)
        return trip and any(w in {"während", "bei", "auf", "rande", "am", "vor"} for w in before) and "reisen" not in before

    def _preposition(self, tokens: list[Token], k: int) -> str:
        """The preposition that governs the word at ``k``, over article, adjectives and a list before it."""
        steps = 0
        j = k - 1
        while j >= 0 and steps < 8:
            t = tokens[j]
            if t.tag in {"APPR", "APPRART"}:
                return t.lower
            if t.tag in {"ART", "ADJ(A)", "PDAT", "PPOSAT", "PIAT", "NE", "$,", "KON", "$(", "CARD"} or t.lower in {"hauptstadt", "staat", "republik", "stadt", "region"}:
                j -= 1
                steps += 1
                continue
            break
        return ""

    def _read_persons(self, sentence: Sentence, clause: Clause, phrases: list[NounPhrase]) -> None:
        """Tie "US-Außenminister Antony Blinken" together: the family name stands for the actor from here on."""
        for phrase in phrases:
            role = next((n for n in self._names_in(phrase.tokens[: phrase.core]) if n.kind is NameKind.ROLE), None)
            if role is None:
                continue
            rest = [t for t in phrase.tokens[: phrase.core] if t.index > role.last]
            given = [t for t in rest if t.tag in NOUN and t.index not in self._by_token and t.text[0].isupper()]
            if not given:
                continue
            following = given[-1].index + 1
            if len(given) == 1 and following < len(self.analysis.tokens):
                # A family name that is also a verb ("Blinken") was cut off by its tag.
                token = self.analysis.tokens[following]
                if token.text[0].isupper() and token.tag.startswith(("VV", "ADJ")) and following not in self._by_token:
                    given.append(token)
            person = " ".join(t.text for t in given)
            code = self._code_of_phrase(phrase, sentence, clause)
            if code is None:
                known = self._persons.get(given[-1].text)
                code = known.code if known else self._by_office(role, sentence, clause)
            reference = Reference(code, phrase.tokens[0].index, phrase.tokens[-1].index, sentence.index,
                                  role.entry.office, person, "person by role")
            self._persons.setdefault(given[-1].text, reference)

    def _names_in(self, tokens: list[Token]) -> list[Name]:
        found: list[Name] = []
        for token in tokens:
            name = self._by_token.get(token.index)
            if name is not None and (not found or found[-1] is not name):
                found.append(name)
        return found

    # -- actors --------------------------------------------------------------------------------------------

    def _own(self, phrase: NounPhrase, sentence: Sentence, clause: Clause) -> list[Reference]:
        key = (phrase.begin, phrase.end)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(phrase, sentence, clause)
        return self._resolved[key]

    def actors_of(self, phrase: NounPhrase, sentence: Sentence, clause: Clause) -> list[Reference]:
        """The actors a noun phrase names, [] if it names none or cannot be tied to one."""
        return [r for r in self._own(phrase, sentence, clause) if r.code]

    def _resolve(self, phrase: NounPhrase, sentence: Sentence, clause: Clause) -> list[Reference]:
        names = self._names_in(phrase.tokens)
        first, last = phrase.tokens[0].index, phrase.tokens[-1].index

        def reference(code: str | None, rule: str, office: str | None = None, person: str | None = None) -> Reference:
            return Reference(code, first, last, sentence.index, office, person, rule,
                             subject=not phrase.preposition, plural=False)

        head_name = next((n for n in names if n.first <= phrase.head.index <= n.last), None)
        persons = [t for t in phrase.tokens[: phrase.core] if t.text in self._persons and t.index not in self._by_token]
        if persons:
            known = self._persons[persons[-1].text]
            return [reference(known.code, "person", known.office, known.person)]
        if head_name is None:
            core = {t.index for t in phrase.tokens[: phrase.core]}
            head_name = next(
                (n for n in names if n.first in core and n.kind in {NameKind.OFFICE, NameKind.ROLE, NameKind.ORGANISATION,
                                                                   NameKind.METONYM, NameKind.STATE, NameKind.CAPITAL}
                 and phrase.head.tag in {"NE", "FM"}),
                None,
            )
        if head_name is None:
            return []
        kind = head_name.kind
        if kind in {NameKind.STATE, NameKind.CAPITAL}:
            if phrase.preposition in LOCATIVE:
                return []
            return [reference(head_name.code, kind.value)]
        if kind in {NameKind.ORGANISATION, NameKind.METONYM}:
            return [reference(head_name.code, kind.value, "government" if kind is NameKind.METONYM else None)]
        if kind in {NameKind.OFFICE, NameKind.ROLE}:
            office = head_name.entry.office
            if head_name.code:
                return [reference(head_name.code, "office", office)]
            if phrase.head.text.endswith(("ien", "regierungen")) and phrase.determiner in {"die", "beide", "beiden", "den", "der"}:
                several = self.last_group(sentence.index, phrase.tokens[0].index)
                if several:
                    return [reference(code, "plural office", office) for code in several]
            code = self._code_of_phrase(phrase, sentence, clause)
            if code:
                return [reference(code, "office with its state", office)]
            code = self._by_office(head_name, sentence, clause)
            return [reference(code, "bare office", office)]
        return []

    def _code_of_phrase(self, phrase: NounPhrase, sentence: Sentence, clause: Clause) -> str | None:
        """The government a phrase names by adjective, prefix, genitive or attribute."""
        head = phrase.head
        opening = self._by_token.get(phrase.tokens[0].index)
        if opening is not None and opening.code and opening.last < head.index and opening.kind in {NameKind.STATE, NameKind.CAPITAL}:
            return opening.code  # "Ecuadors Außenministerin"
        for name in self._names_in(phrase.tokens[: phrase.core]):
            if name.code and name.kind in {NameKind.ADJECTIVE, NameKind.ROLE, NameKind.OFFICE, NameKind.ORGANISATION, NameKind.METONYM}:
                if name.kind is NameKind.OFFICE and name.last >= head.index and name.first != head.index:
                    continue
                return name.code
        for name in self._names_in(phrase.tokens[phrase.core :]):
            if name.code and name.kind is not NameKind.CITY:
                return name.code
            if name.kind is NameKind.OFFICE and name.code is None:
                return self._by_office(name, sentence, clause)
        if phrase.determiner.startswith(("ihr", "sein", "deren", "dessen")):
            owner = self.owner(phrase, sentence, clause)
            if owner is not None:
                return owner
        # "Sprecher von Außenminister X", "Außenministerium in Kiew", "Präsident von Mali"
        following = next((p for p in self.phrases.get((sentence.index, clause.index), ()) if p.tokens[0].index > phrase.tokens[-1].index), None)
        if following is not None and following.preposition:
            gap = following.tokens[0].index - phrase.tokens[-1].index
            if gap <= 2:
                for name in self._names_in(following.tokens):
                    if name.code and following.preposition in {"von", "vom", "aus"}:
                        return name.code
                    office = self._by_token.get(head.index)
                    seated = office is not None and office.entry.office not in {"embassy", "consulate", "ambassador", "consul", "diplomat"}
                    if name.code and following.preposition in {"in"} and name.kind in {NameKind.CAPITAL, NameKind.STATE} and seated:
                        return name.code
        return None

    def owner(self, phrase: NounPhrase, sentence: Sentence, clause: Clause) -> str | None:
        """Whose "ihre Botschaft" is: the subject of the clause, else the subject last spoken of."""
        own = [r for r in self.references if r.sentence == sentence.index and r.first < phrase.tokens[0].index and r.subject and r.code]
        if own:
            return own[-1].code
        subject = subject_of(self.phrases[(sentence.index, clause.index)], clause)
        if subject is not None and subject is not phrase and subject.begin != phrase.begin:
            codes = [r.code for r in self._own(subject, sentence, clause) if r.code]
            if codes:
                return codes[0]
        for reference in reversed(self.references):
            if reference.first < phrase.tokens[0].index and reference.code and reference.subject and sentence.index - reference.sentence <= 2:
                return reference.code
        return None

    def _by_office(self, name: Name, sentence: Sentence, clause: Clause) -> str | None:
        """A bare office: the capital it speaks in, else the one last spoken of, else the last actor."""
        office = name.entry.office
        if office in _SEATED:
            seat = self._seat(sentence, clause)
            if seat is not None:
                return seat
        same = {office, _HEADS.get(office or "", office)}
        if office in {"ministry", "authority", "official", "spokesperson"}:
            same |= {"foreign_ministry", "defence_ministry", "interior_ministry", "ministry"}
        before = [r for r in self.references if r.first < name.first and r.code]
        stage = self._stage(sentence, name.first)
        for reference in reversed(before):
            if sentence.index - reference.sentence > 12:
                break
            if reference.office in same:
                if stage is not None and stage.token > reference.first:
                    return stage.code
                return reference.code
        if stage is not None:
            return stage.code
        near = [r for r in reversed(before) if sentence.index - r.sentence <= 6]
        for reference in near:
            if reference.subject:
                return reference.code
        for reference in near:
            if reference.rule == "adjective" or reference.office:
                return reference.code
        return self._seat(sentence, clause)

    def _stage(self, sentence: Sentence, before: int) -> Place | None:
        """The capital to which the report has turned: "In Paris fiel die Antwort knapper aus", "Widerspruch kam aus Quito"."""
        for place in reversed(self.places):
            if place.token >= before:
                continue
            if sentence.index - place.sentence > 1:
                return None
            if place.kind is not NameKind.CAPITAL:
                continue
            own = self.analysis.sentences[place.sentence]
            if place.preposition == "in" and place.token - own.tokens[0].index <= 1:
                return place
            if place.preposition == "aus" and any(t.lemma in {"kommen", "heißen", "verlauten", "melden"} for t in own.tokens):
                return place
        return None

    def office_code(self, name: Name, sentence: Sentence, clause: Clause) -> str | None:
        """Whose a bare office is, from its clause and what was last spoken of."""
        return self._by_office(name, sentence, clause) if name.kind in {NameKind.OFFICE, NameKind.ROLE} else None

    def _seat(self, sentence: Sentence, clause: Clause) -> str | None:
        """The state whose capital a clause stands in: "teilte das Ministerium in der Hauptstadt Kiew mit"."""
        for place in reversed(self.places):
            if place.sentence != sentence.index:
                break
            inside = clause.begin <= self.analysis.tokens[place.token].begin < clause.end
            if place.kind is NameKind.CAPITAL and (place.preposition == "aus" or (inside and place.preposition == "in")):
                return place.code
        return None

    def last_group(self, sentence: int, before: int) -> list[str]:
        """Codes of the last two or more actors that were joined as one subject, at most three sentences back."""
        for index in range(sentence, max(-1, sentence - 4), -1):
            group: list[Reference] = []
            for reference in self.references:
                if reference.sentence != index or reference.first >= before or not reference.code or not reference.subject:
                    continue
                if group and reference.first - group[-1].last > 3:
                    if len(group) > 1:
                        break
                    group = []
                group.append(reference)
            codes = list(dict.fromkeys(r.code for r in group if r.code))
            if len(codes) > 1:
                return codes
        return []

    def person(self, name: str) -> Reference | None:
        """The actor behind a family name that was introduced with its role before."""
        return self._persons.get(name)

    def antecedent(self, pronoun: Token, sentence: int) -> Reference | None:
        """The actor that "er", "sie", "es" or "das Ministerium" continues: the last subject that fits in number and gender."""
        word = pronoun.lower
        for reference in reversed(self.references):
            if reference.first >= pronoun.index or not reference.code:
                continue
            if sentence - reference.sentence > 3:
                return None
            if not reference.subject:
                continue
            if self._fits(word, reference):
                return reference
        return None

    def _fits(self, word: str, reference: Reference) -> bool:
        if reference.person is not None:
            feminine = self._feminine(reference)
            return word in ({"sie", "diese", "ihr", "ihre"} if feminine else {"er", "dieser", "sein", "seine"})
        if reference.office:
            head = self.analysis.tokens[reference.last].text
            name = self._by_token.get(reference.first) or self._by_token.get(reference.last)
            text = name.text if name else head
            neuter = text.endswith(("ium", "Amt", "Haus", "ressort", "EDA", "BMEIA", "Department", "Departement", "Pentagon"))
            if neuter:
                return word in {"es", "dieses", "sein", "seine"}
            if reference.office in {"government", "embassy"}:
                return word in {"sie", "diese", "ihr", "ihre"}
            return word in {"er", "sie", "dieser", "diese"}
        gender = self.gazetteer.gender_of(reference.code or "")
        return word in {"m": {"er", "dieser"}, "f": {"sie", "diese"}, "n": {"es", "dieses"}, "pl": {"sie", "diese"}}[gender]

    def _feminine(self, reference: Reference) -> bool:
        words = self.analysis.tokens[reference.first : reference.last + 1]
        return any(t.text.endswith(("in", "rätin", "frau")) and self._by_token.get(t.index) is not None for t in words)

    # -- places --------------------------------------------------------------------------------------------

    def _rank_hosts(self) -> list[str]:
        """Codes of the places spoken of, the most likely host first."""
        score: dict[str, float] = {}
        for place in self.places:
            if place.muted:
                continue
            weight = 2.0 if place.located else 0.7
            if place.kind is NameKind.CAPITAL and not place.located:
                weight = 0.3
            if place.preposition in {"nach", "über", "into"} and not self._journey(place):
                weight = 0.8  # where somebody is brought to
            if place.kind is NameKind.AREA:
                weight *= 0.4
            score[place.code] = score.get(place.code, 0.0) + weight
        for name in self.gazetteer.find(_title_tokens(self.document.title)):
            if name.code and name.kind in {NameKind.STATE, NameKind.CAPITAL, NameKind.CITY}:
                score[name.code] = score.get(name.code, 0.0) + 1.5
        return sorted(score, key=lambda c: (-score[c], c))

    def places_between(self, begin: int, end: int) -> list[Place]:
        """Places whose words begin inside a range of code points."""
        tokens = self.analysis.tokens
        return [p for p in self.places if begin <= tokens[p.token].begin < end]

    def place_before(
        self, offset: int, *, exclude: frozenset[str] = frozenset(), areas: bool = False, pointed: bool = False
    ) -> Place | None:
        """The last place named before ``offset`` that is not excluded; one that is located wins over a bare name.

        Args:
            areas: whether "Osteuropa" and the like count too.
            pointed: whether words such as "das Land" point back: then "die Empfehlung für Russland" counts as a place.
        """
        bare: Place | None = None
        sentence = self.analysis.sentence_at(offset).index
        for place in reversed(self.places):
            if self.analysis.tokens[place.token].begin >= offset or place.code in exclude:
                continue
            if place.kind is NameKind.AREA and not areas or place.muted:
                continue
            if place.preposition in {"nach", "über", "into"} and place.code != self._main_host() and not self._journey(place):
                continue
            if pointed and place.preposition == "für" and sentence - place.sentence <= 1:
                return place
            if place.located:
                return place
            if bare is None and sentence - place.sentence <= 1 and not self._acts(place):
                bare = place
        return bare

    def speaks_of_staff(self) -> bool:
        """Whether the document speaks of diplomats or a mission's people at all."""
        if self._staff is None:
            self._staff = any(
                t.lower.startswith(("diplomat", "botschaft", "entsandte", "konsulat")) for t in self.analysis.tokens
            )
        return self._staff

    def is_place(self, token: int) -> bool:
        """Whether the name at a token stands for a place by what follows it ("der ukrainischen Hauptstadt")."""
        return any(p.token == token and p.kind is NameKind.ADJECTIVE for p in self.places)

    def _acts(self, place: Place) -> bool:
        """Whether the name stands as a subject: then it is a government and no place."""
        return any(r.subject and r.first <= place.token <= r.last for r in self.references)

    def _main_host(self) -> str | None:
        return self.hosts[0] if self.hosts else None

    def _journey(self, place: Place) -> bool:
        """Whether "nach X" belongs to travel advice ("Reisen nach X") and not to where somebody is brought."""
        before = self.analysis.tokens[max(0, place.token - 4) : place.token]
        return any("reise" in t.lower or "fahrt" in t.lower or "flüge" in t.lower for t in before)

    def name_at(self, token: int) -> Name | None:
        """The name that covers a token, if any."""
        return self._by_token.get(token)

    def names_in(self, tokens: list[Token]) -> list[Name]:
        """Names that cover any of the tokens, in order."""
        return self._names_in(tokens)


_OBLIQUE = frozenset(
    "den dem des einen einem eines ihren ihrem ihres seinen seinem seines keinen keinem diesen diesem dieses deren dessen".split()
)


def subject_of(phrases: list[NounPhrase], clause: Clause) -> NounPhrase | None:
    """The phrase that can be the clause's subject: the first without preposition and oblique article.

    German marks the nominative badly; an article that cannot be nominative rules a phrase out, and of what
    remains the first is right more often than any other.
    """
    if clause.kind is ClauseKind.INFINITIVE:
        return None
    if clause.kind is ClauseKind.RELATIVE and clause.tokens[0].lower in {"der", "die", "das", "welche", "welcher", "welches", "wer"}:
        # "Personen, die die Ukraine besuchen": the pronoun is the subject more often than not
        return None
    candidates = [p for p in phrases if not p.preposition and p.determiner not in _OBLIQUE and not _is_time(p)]
    if clause.finite is not None and clause.finite.tense == "pres" and clause.finite.lower.endswith("t") and len(candidates) > 1:
        # "Deutsche Staatsangehörige fordert das Amt auf": a singular verb has no plural subject
        singular = [p for p in candidates if not _plural(p)]
        if singular:
            return singular[0]
    return candidates[0] if candidates else None


_TIME = frozenset("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag Ende Anfang Mitte Woche Monat Jahr Tag Abend Morgen Nacht".split())


def _is_time(phrase: NounPhrase) -> bool:
    return phrase.tokens[0].text in _TIME or phrase.head.text in _TIME or phrase.head.lower.startswith(_SPANS)


def speech_frames(statements: Iterable[Statement]) -> list[Span]:
    """Frames that only tell who speaks where; in "forderte alle im Libanon auf" the frame tells the posture itself."""
    plain = {Act.SAYS, Act.ANNOUNCES, Act.CONFIRMS, Act.DENIES, Act.DECLINES}
    return [f for s in statements if s.act in plain and s.kind is not Kind.REPORTED for f in s.frame]


_SPANS = ("tage", "woche", "monat", "stunde", "jahre", "minute")


def _plural(phrase: NounPhrase) -> bool:
    return phrase.determiner in {"alle", "beide", "viele", "mehrere", "einige"} or (
        not phrase.determiner and phrase.tokens[0].tag == "ADJ(A)" and phrase.tokens[0].lower.endswith("e") and phrase.head.lower.endswith(("e", "en"))
    )


# Who stands for an office: a minister named since then decides whose the bare ministry is.
_HEADS = {
    "foreign_ministry": "foreign_minister",
    "foreign_minister": "foreign_ministry",
    "defence_ministry": "defence_minister",
    "defence_minister": "defence_ministry",
}
_SEATED = frozenset(
    "foreign_ministry defence_ministry interior_ministry ministry government head_of_government head_of_state crisis_unit authority".split()
)
_PLACE_NOUNS = (
    "Hauptstadt", "Grenz", "Staatsgebiet", "Territorium", "Boden", "Luftraum", "Hoheitsgebiet", "Stadt", "Provinz",
    "Region", "Küste", "Hafenstadt", "Metropole", "Gebiet", "Insel", "Norden", "Süden", "Osten", "Westen", "Nachbarland",
)


# People and offices whose names begin like a place.
_NOT_PLACES = ("Küstenwache", "Grenzschutz", "Grenztruppe", "Grenzbeamt", "Grenzpolizei", "Stadtverwaltung", "Regionalreg", "Grenzer", "Stadtrat")


def _title_tokens(title: str | None) -> list[Token]:
    from lagebild.language.tokens import tokenize

    return tokenize(title or "")
