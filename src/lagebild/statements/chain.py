"""The chain through which a statement came: the outlet or circle that reports it, and whom that one cites.

"Laut Medienberichten", "wie die New York Times unter Berufung auf Beamte berichtete", "dem Pentagon zufolge":
the first names an outlet, the second an outlet and its source, the third neither.
"""

from __future__ import annotations

from lagebild.language import Token
from lagebild.language.clauses import NOUN, QUOTE_MARKS
from lagebild.statements.nominals import phrase_end
from lagebild.statements.reading import Draft, Range, View

# Words for what reports others' words; own knowledge of the language.
_OUTLET_NOUNS = frozenset(
    """zeitung tageszeitung wochenzeitung sonntagszeitung magazin nachrichtenmagazin wochenmagazin zeitschrift agentur
    nachrichtenagentur presseagentur sender fernsehsender rundfunk rundfunksender radiosender nachrichtensender portal
    nachrichtenportal internetportal onlineportal blatt boulevardblatt medium presse nachrichtenseite fachblatt
    fachzeitschrift podcast blog dienst pressedienst staatsmedium staatsfernsehen""".split()
)
_REPORT_NOUNS = frozenset(
    """bericht medienbericht zeitungsbericht pressebericht agenturbericht fernsehbericht meldung medienmeldung
    agenturmeldung pressemeldung zeitungsmeldung medieninformation gerücht insider insiderkreis kreis regierungskreis
    diplomatenkreis sicherheitskreis geheimdienstkreis militärkreis parteikreis koalitionskreis quelle medienangabe
    presseangabe informant augenzeuge augenzeugenbericht""".split()
)
_OUTLETS = frozenset(
    """spiegel focus stern zeit welt bild faz taz reuters dpa afp ap cnn bbc nbc cbs abc ard zdf ntv rtl orf srf nzz
    guardian economist bloomberg politico axios interfax tass xinhua kyodo anadolu apa kna epd sda ria nowosti guardian
    standard kurier presse handelsblatt tagesschau tagesspiegel telegraph independent times figaro monde repubblica""".split()
)
# What papers are called, German and foreign; a name that ends so is an outlet's: "Boston Globe", "Kölnische Rundschau".
_MASTHEADS = frozenset(
    """times post tribune globe herald journal gazette chronicle observer mail news star sun courier dispatch examiner
    press rundschau nachrichten anzeiger kurier blatt merkur morgenpost abendblatt tageblatt volksblatt kurierblatt
    allgemeine echo bote stimme woche wochenblatt tageswarte zeit ledger today mirror express bulletin examiner radio
    fernsehen funk rundfunk tv broadcaster""".split()
)
_BASIS = frozenset({"berufung", "verweis", "bezug", "bezugnahme", "hinweis"})


def chain_of(view: View, draft: Draft) -> tuple[str, ...]:
    """Surface words of the outlet or circle that a draft's speaker is, and of whom it cites, nearest first."""
    links: list[str] = []
    for begin, end in draft.speaker:
        if begin < view.begin or end > view.end:
            continue
        name = outlet_name(view.tokens, (begin, end))
        if name is not None:
            links.append(name)
    for begin, end in draft.frame:
        for k in range(max(begin, view.begin), min(end, view.end)):
            link = _basis(view, k)
            if link is not None:
                links.append(link)
    return tuple(dict.fromkeys(links))


def outlet_name(tokens: list[Token], span: Range) -> str | None:
    """The name of the outlet, or the word for the circle, that a phrase names; None where it names somebody else."""
    words = tokens[span[0] : span[1]]
    nouns = [t for t in words if t.tag in NOUN or t.text[:1].isupper()]
    if not nouns:
        return None
    named = _between_marks(words)
    head = nouns[0]
    lemma = head.lemma.lower()
    if _is_medium(words, nouns):
        return named or _proper(words) or head.text
    report = any(lemma == n or lemma.endswith(n) and len(n) > 5 for n in _REPORT_NOUNS)
    if report:
        inner = next((t for t in nouns[1:] if t.lower in _OUTLETS or any(t.lemma.lower().endswith(n) for n in _OUTLET_NOUNS)), None)
        if named or inner is not None:
            return named or _proper(words[1:]) or head.text
        return " ".join(t.text for t in nouns)
    if named and len(nouns) <= 4 and words[0].text in QUOTE_MARKS | {"„", "«"} or words[0].lower in {"der", "die", "das", "dem"} and len(words) > 1 and words[1].text in QUOTE_MARKS:
        return named  # "der „Spiegel“": a name between marks speaks only if it is an outlet's
    return None


def _is_medium(words: list[Token], nouns: list[Token]) -> bool:
    """Whether the phrase names a paper, an agency or a station: by its kind, by its name, or by how such names end."""
    kind = nouns[0].lemma.lower()
    if any(kind.endswith(n) for n in _OUTLET_NOUNS):
        return True
    for t in nouns:
        first, _, rest = t.lower.partition("-")
        if t.lower in _OUTLETS or t.lemma.lower() in _OUTLETS or first in _OUTLETS and rest in {"online", "zeitung", "magazin", "tv"}:
            return True
    run = [t for t in nouns if t.text[:1].isupper()]
    # One capital word alone ("die Stimme") is a common noun; "Sprecher Peter Post" is a person.
    if len(run) < 2 or run[0].tag == "NN" and run[0].lower not in _MASTHEADS:
        return False
    last = run[-1]
    if any(last.lemma.lower().endswith(n) for n in _OUTLET_NOUNS):
        return True
    return last.lower.split("-")[-1] in _MASTHEADS and not any(t.lower in {"des", "von", "vom"} for t in words)


def _between_marks(words: list[Token]) -> str | None:
    marks = [k for k, t in enumerate(words) if t.text in QUOTE_MARKS]
    if len(marks) < 2:
        return None
    return " ".join(t.text for t in words[marks[0] + 1 : marks[1]]) or None


def _proper(words: list[Token]) -> str | None:
    """The run of capitalised words that no article parts: "New York Times"."""
    run: list[str] = []
    for token in words:
        if token.text[:1].isupper() and (token.tag in {"NE", "FM", "NN", "ADJ(A)"} or token.lower in _OUTLETS):
            generic = token.tag == "NN" and any(token.lemma.lower().endswith(n) for n in _OUTLET_NOUNS | _REPORT_NOUNS)
            if generic and not run and token.lower not in _OUTLETS:
                continue
            run.append(token.text)
        elif run:
            break
    return " ".join(run) or None


def _basis(view: View, k: int) -> str | None:
    """The source after "unter Berufung auf", "mit Verweis auf"."""
    tokens = view.tokens
    if tokens[k].lemma.lower() not in _BASIS or k == view.begin or tokens[k - 1].lower not in {"unter", "mit"}:
        return None
    if k + 2 >= view.end or tokens[k + 1].lower != "auf":
        return None
    end = phrase_end(tokens, k + 2, view.end)
    if end == k + 2:
        return None
    return " ".join(t.text for t in tokens[k + 2 : end])
