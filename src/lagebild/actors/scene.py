"""Who and where, for one document: names become actors and places by what stands around them.

A scene is built once per document. It resolves what names leave open ("das Außenministerium", "das Land",
"Blinken", "er") from the text alone: from the same phrase, then the clause, then what was last spoken of.
What it cannot resolve it leaves None.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lagebild.actors.attached import code_of_phrase, is_described, listed
from lagebild.actors.gazetteer import Gazetteer, Name, NameKind, shared_gazetteer
from lagebild.actors.home import dateline_end, home_of
from lagebild.actors.offices import antecedent, by_office, last_group, owner
from lagebild.actors.persons import persons_in
from lagebild.actors.places import as_place, muted_seats, names_a_place, place_before, rank_hosts, salience_of
from lagebild.actors.references import LOCATIVE, Place, Reference, subject_of
from lagebild.actors.words import (
    FOREIGN_OFFICES,
    FOREIGN_WORDS,
    MISSIONS,
    OFFICES,
    RESCUE_OFFICES,
    RESCUE_WORDS,
    STATES,
    WITHOUT_NAME,
)
from lagebild.language import Analysis, Clause, ClauseKind, NounPhrase, Sentence, Token, noun_phrases
from lagebild.model import Document, Span


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
        self.frames = frames
        self.document = document
        self.analysis = analysis
        self.gazetteer = gazetteer or shared_gazetteer()
        self.names: list[Name] = []
        self._by_token: dict[int, Name] = {}
        self.places: list[Place] = []
        self.references: list[Reference] = []
        self._staff: bool | None = None
        self._missions: list[bool] | None = None
        self._abroad: dict[bool, bool] = {}
        self._placed: set[int] = set()
        self._by_sentence: dict[int, list[Reference]] = {}
        self._persons: dict[str, Reference] = {}
        self.phrases: dict[tuple[int, int], list[NounPhrase]] = {}
        self._subjects: dict[tuple[int, int], NounPhrase | None] = {}
        self._resolved: dict[tuple[int, int], list[Reference]] = {}
        self.home = home_of(analysis)
        self._body = dateline_end(analysis)
        for sentence in analysis.sentences:
            self._read(sentence)
        # While reading, a seat was muted only where its organisation stood before it.
        self.places = muted_seats(self)
        self.salience = salience_of(self)
        self.hosts = rank_hosts(self.salience)

    # -- reading -------------------------------------------------------------------------------------------

    def _read(self, sentence: Sentence) -> None:
        names = self.gazetteer.find(sentence.tokens)
        self.names.extend(names)
        for name in names:
            for k in range(name.first, name.last + 1):
                self._by_token[k] = name
        for name in names:
            place = as_place(self, name, sentence)
            if place is not None:
                self.places.append(place)
                if place.kind is NameKind.ADJECTIVE:
                    self._placed.add(place.token)
        for clause in sentence.clauses:
            phrases = noun_phrases(clause.tokens)
            for phrase in phrases:
                opening = self._by_token.get(phrase.tokens[0].index)
                if phrase.determiner and opening is not None and opening.first == phrase.tokens[0].index:
                    phrase.determiner = ""  # "Den Haag" begins with no article
            self.phrases[(sentence.index, clause.index)] = phrases
        roles = NameKind.ROLE in [name.kind for name in names]
        for clause in sentence.clauses:
            phrases = self.phrases[(sentence.index, clause.index)]
            if roles:
                for family, person in persons_in(self, sentence, clause, phrases):
                    self._persons.setdefault(family, person)
            self._continue(sentence, clause)
            for phrase in phrases:
                own = self.references_of(phrase, sentence, clause)
                for reference in own:
                    subject = self.subject_of(sentence, clause)
                    leads = phrase is subject or self._joined(phrase, subject, phrases)
                    self._note(reference if reference.subject == leads else replace(reference, subject=leads))
                if names:
                    for reference in self._inner(phrase, sentence, bool(own)):
                        self._note(reference)

    def subject_of(self, sentence: Sentence, clause: Clause) -> NounPhrase | None:
        """The phrase that can be a clause's subject, as ``references.subject_of`` finds it."""
        key = (sentence.index, clause.index)
        if key not in self._subjects:
            self._subjects[key] = subject_of(self.phrases[key], clause)
        return self._subjects[key]

    def _continue(self, sentence: Sentence, clause: Clause) -> None:
        """Note whom a pronoun in front of a main clause goes on with: "Sie hatte alle Diplomaten herausgeholt"."""
        first = clause.tokens[0]
        if clause.kind is not ClauseKind.MAIN or first.tag != "PPER" or first.lower not in {"er", "sie"}:
            return
        known = self.antecedent(first, sentence.index)
        if known is not None and known.sentence == sentence.index - 1:
            self._note(replace(known, first=first.index, last=first.index, sentence=sentence.index, rule="pronoun", subject=True))

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
                found.append(
                    Reference(name.code, name.first, name.last, sentence.index, name.entry.office, None, "genitive")
                )
            elif name.code and name.kind in {NameKind.ADJECTIVE, NameKind.DEMONYM} and not has_own:
                following = self.analysis.tokens[min(name.last + 1, len(self.analysis.tokens) - 1)].text
                if name.kind is NameKind.ADJECTIVE and names_a_place(following):
                    continue
                found.append(Reference(name.code, name.first, name.last, sentence.index, None, None, "adjective"))
        return found

    def _names_in(self, tokens: list[Token]) -> list[Name]:
        found: list[Name] = []
        for token in tokens:
            name = self._by_token.get(token.index)
            if name is not None and (not found or found[-1] is not name):
                found.append(name)
        return found

    # -- actors --------------------------------------------------------------------------------------------

    def references_of(self, phrase: NounPhrase, sentence: Sentence, clause: Clause) -> list[Reference]:
        key = (phrase.begin, phrase.end)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(phrase, sentence, clause)
        return self._resolved[key]

    def actors_of(self, phrase: NounPhrase, sentence: Sentence, clause: Clause) -> list[Reference]:
        """The actors a noun phrase names, [] if it names none or cannot be tied to one."""
        return [r for r in self.references_of(phrase, sentence, clause) if r.code]

    def _resolve(self, phrase: NounPhrase, sentence: Sentence, clause: Clause) -> list[Reference]:
        names = self._names_in(phrase.tokens)
        if not names and not self._persons and phrase.head.text not in WITHOUT_NAME:
            return []
        first, last = phrase.tokens[0].index, phrase.tokens[-1].index

        def reference(code: str | None, rule: str, office: str | None = None, person: str | None = None) -> Reference:
            return Reference(
                code, first, last, sentence.index, office, person, rule, subject=not phrase.preposition, plural=False
            )

        head_name = next((n for n in names if n.first <= phrase.head.index <= n.last), None)
        known_by_name, by_token = self._persons, self._by_token
        persons = [t for t in phrase.tokens[: phrase.core] if t.text in known_by_name and t.index not in by_token]
        if persons:
            known = self._persons[persons[-1].text]
            return [reference(known.code, "person", known.office, known.person)]
        if head_name is None and names:
            core = {t.index for t in phrase.tokens[: phrase.core]}
            head_name = next(
                (
                    n
                    for n in names
                    if n.first in core
                    and n.kind
                    in {
                        NameKind.OFFICE,
                        NameKind.ROLE,
                        NameKind.ORGANISATION,
                        NameKind.METONYM,
                        NameKind.STATE,
                        NameKind.CAPITAL,
                    }
                    and phrase.head.tag in {"NE", "FM"}
                ),
                None,
            )
        if head_name is None:
            if phrase.tokens[0].lower in {"beide", "beiden"} and phrase.head.text in STATES:
                several = last_group(self, sentence.index, phrase.tokens[0].index)
                return [reference(code, "plural office") for code in several]
            if phrase.head.text in OFFICES and phrase.determiner.startswith(("sein", "ihr")):
                return [reference(owner(self, phrase, sentence, clause), "house", "ministry")]  # "Sein Haus prüfe ..."
            return []
        kind = head_name.kind
        if kind in {NameKind.STATE, NameKind.CAPITAL}:
            if phrase.preposition in LOCATIVE:
                return []
            return [reference(head_name.code, kind.value)]
        if kind is NameKind.DEMONYM and phrase.determiner == "die" and len(phrase.tokens) == 2 and not phrase.preposition:
            return [reference(head_name.code, "demonym")]  # "Die Amerikaner hatten ihre Diplomaten ausgeflogen"
        if kind in {NameKind.ORGANISATION, NameKind.METONYM}:
            return [reference(head_name.code, kind.value, "government" if kind is NameKind.METONYM else None)]
        if kind in {NameKind.OFFICE, NameKind.ROLE}:
            office = head_name.entry.office
            if head_name.code:
                return [reference(head_name.code, "office", office)]
            if phrase.head.text.endswith(("ien", "regierungen")) and phrase.determiner in {"die", "beide", "beiden", "den", "der"}:
                several = last_group(self, sentence.index, phrase.tokens[0].index)
                if several:
                    return [reference(code, "plural office", office) for code in several]
            several = listed(self, phrase, sentence)
            if len(several) > 1:
                return [reference(code, "plural office", office) for code in several]
            code = code_of_phrase(self, phrase, sentence, clause)
            if code:
                return [reference(code, "office with its state", office)]
            code = None if is_described(phrase) else by_office(self, head_name, sentence, clause)
            return [reference(code, "bare office", office)]
        return []

    def holder_at(self, determiner: Token, name: Name, sentence: Sentence, clause: Clause) -> str | None:
        """Whose an office with a possessive is: "ihres Sprechers"."""
        words = self.analysis.tokens[determiner.index : name.last + 1]
        phrase = NounPhrase(words, words[-1], len(words), determiner=determiner.lower)
        return owner(self, phrase, sentence, clause)

    def references_in(self, sentence: int) -> list[Reference]:
        """References of one sentence in order of the text."""
        return self._by_sentence.get(sentence, [])

    def recent(self, sentence: int, before: int, window: int) -> Iterator[Reference]:
        """References with a code, the nearest first, that begin before a token and at most ``window`` sentences back."""
        for index in range(sentence, max(-1, sentence - window - 1), -1):
            for reference in reversed(self.references_in(index)):
                if reference.first < before and reference.code:
                    yield reference

    def _note(self, reference: Reference) -> None:
        if reference.last < self._body:
            return  # "Tripolis (xyz) -" is where a report was written, and nobody who acts
        self.references.append(reference)
        self._by_sentence.setdefault(reference.sentence, []).append(reference)

    def office_code(self, name: Name, sentence: Sentence, clause: Clause) -> str | None:
        """Whose a bare office is, from its clause and what was last spoken of."""
        return by_office(self, name, sentence, clause) if name.kind in {NameKind.OFFICE, NameKind.ROLE} else None

    def person(self, name: str) -> Reference | None:
        """The actor behind a family name that was introduced with its role before."""
        return self._persons.get(name)

    # -- places --------------------------------------------------------------------------------------------

    def places_between(self, begin: int, end: int) -> list[Place]:
        """Places whose words begin inside a range of code points."""
        tokens = self.analysis.tokens
        first = bisect_left(self.places, begin, key=lambda p: tokens[p.token].begin)
        last = bisect_left(self.places, end, key=lambda p: tokens[p.token].begin)
        return self.places[first:last]

    def spoken_of(self, code: str) -> bool:
        """Whether a country is among those that the document is mainly about, by half the salience of the first."""
        return self.salience.get(code, 0.0) >= 0.5 * max(self.salience.values(), default=1.0)

    def speaks_of_staff(self) -> bool:
        """Whether the document speaks of diplomats or a mission's people at all."""
        if self._staff is None:
            self._staff = any(
                t.lower.startswith(("diplomat", "botschaft", "entsandte", "konsulat")) for t in self.analysis.tokens
            )
        return self._staff

    def speaks_of_foreign_affairs(self, *, rescue: bool = False) -> bool:
        """Whether the document names a foreign ministry, a mission or who leads a state.

        Args:
            rescue: whether armed forces and words of bringing people out count as well.
        """
        if rescue not in self._abroad:
            offices = FOREIGN_OFFICES | (RESCUE_OFFICES if rescue else frozenset())
            words = FOREIGN_WORDS + (RESCUE_WORDS if rescue else ())
            self._abroad[rescue] = (
                self.document.authority is not None
                or any(r.office in offices for r in self.references)
                or any(t.lower.startswith(words) for t in self.analysis.tokens)
            )
        return self._abroad[rescue]

    def speaks_of_missions_near(self, sentence: int) -> bool:
        """Whether a sentence, three before or two behind it name an embassy, a consulate or diplomats."""
        if self._missions is None:
            self._missions = [
                any("botschaft" in t.lower or t.lower.startswith(MISSIONS) for t in s.tokens) for s in self.analysis.sentences
            ]
        return any(self._missions[max(0, sentence - 3) : sentence + 3])

    def is_place(self, token: int) -> bool:
        """Whether the name at a token stands for a place by what follows it ("der ukrainischen Hauptstadt")."""
        return token in self._placed

    def antecedent(self, pronoun: Token, sentence: int) -> Reference | None:
        """The actor that a pronoun continues, as ``offices.antecedent`` finds it."""
        return antecedent(self, pronoun, sentence)

    def place_before(
        self, offset: int, *, exclude: frozenset[str] = frozenset(), areas: bool = False, pointed: bool = False, country: bool = False
    ) -> Place | None:
        """The last place named before an offset, as ``places.place_before`` finds it."""
        return place_before(self, offset, exclude=exclude, areas=areas, pointed=pointed, country=country)

    def joined_before(self, sentence: int, before: int) -> list[str]:
        """Codes of the actors that are joined as a subject in a sentence before a token; [] if there is one or none."""
        group = [r for r in self.references_in(sentence) if r.first < before and r.subject and r.code and r.rule in {"state", "capital"}]
        close = all(b.first - a.last <= 3 for a, b in zip(group, group[1:], strict=False))
        return list(dict.fromkeys(r.code for r in group if r.code)) if close else []

    def name_at(self, token: int) -> Name | None:
        """The name that covers a token, if any."""
        return self._by_token.get(token)

    def names_in(self, tokens: list[Token]) -> list[Name]:
        """Names that cover any of the tokens, in order."""
        return self._names_in(tokens)
