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
_OUTLET_NOUNS = tuple(
    """zeitung tageszeitung wochenzeitung sonntagszeitung magazin nachrichtenmagazin wochenmagazin zeitschrift agentur
    nachrichtenagentur presseagentur sender fernsehsender rundfunk rundfunksender radiosender nachrichtensender portal
    nachrichtenportal internetportal onlineportal blatt boulevardblatt medium presse nachrichtenseite fachblatt
    fachzeitschrift podcast blog pressedienst mediendienst fernsehen staatsmedium""".split()
)
# Agencies and services of the state that tell nobody's news.
_NO_OUTLET = ("arbeitsagentur", "bundesagentur", "raumfahrtagentur", "weltraumagentur", "ratingagentur", "grenzschutzagentur",
    "umweltagentur", "energieagentur", "werbeagentur", "arzneimittelagentur", "detektivagentur", "merkblatt", "kleeblatt")
_REPORT_NOUNS = frozenset(
    """bericht medienbericht zeitungsbericht pressebericht agenturbericht fernsehbericht meldung medienmeldung
    agenturmeldung pressemeldung zeitungsmeldung medieninformation gerücht insider insiderkreis kreis regierungskreis
    diplomatenkreis sicherheitskreis geheimdienstkreis militärkreis parteikreis koalitionskreis quelle medienangabe
    presseangabe informant augenzeuge augenzeug augenzeugenbericht""".split()
)
_LONG_REPORT_NOUNS = tuple(noun for noun in _REPORT_NOUNS if len(noun) > 5)  # "Arbeitskreis" is no report
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
_LEANS = frozenset({"berufen", "stützen", "verweisen"})
_ARTICLES = frozenset({"ART", "PPOSAT", "PDAT"})
# People without a name: an official whom an article makes known ("der Diplomat") or a name follows is none.
_UNNAMED = tuple(
    """beamter beamte diplomat insider informant regierungsvertreter militärvertreter behördenvertreter offizieller
    geheimdienstler geheimdienstmitarbeiter offizier augenzeuge augenzeug whistleblower eingeweihter""".split()
)
_SOURCES_OF_REPORTERS = frozenset({"reporter", "reporterin", "journalist", "journalistin", "korrespondent", "korrespondentin", "redaktion"})
_ANONYMOUS = frozenset({"anonym", "namentlich", "ungenannt", "vertraut", "eingeweiht"})


_OPENING = ("auf", "kreise", "kreisen")  # what ``_basis`` and ``_circle`` look at


def chain_of(view: View, draft: Draft) -> tuple[str, ...]:
    """Surface words of the links between a draft's speaker and the report, nearest to the speaker first.

    An unnamed source, then whoever cites it: "laut „Bote“ unter Berufung auf zwei Beamte" gives
    ("zwei Beamte", "Bote"); "ein Diplomat sagte der Agentur Meridian" gives ("Diplomat", "Meridian").
    """
    unnamed: list[str] = []
    outlets: list[str] = []
    for begin, end in draft.speaker:
        if begin < view.begin or end > view.end:
            continue
        name = outlet_name(view.tokens, (begin, end)) or _outlet_of_report(view.tokens, begin, end)
        if name is not None:
            (unnamed if _speaks(view.tokens, begin, end) else outlets).append(name)
        else:
            source = _unnamed(view.tokens, begin, end)
            if source is not None:
                unnamed.append(source)
    for begin, end in draft.frame:
        for k in range(max(begin, view.begin), min(end, view.end)):
            basis = (_basis(view, k) or _circle(view.tokens, k)) if view.tokens[k].lower.endswith(_OPENING) else None
            if basis is not None:
                unnamed.append(basis)
    if not outlets:
        outlets = _told_to(view, draft)
    links = list(dict.fromkeys([*unnamed, *outlets]))
    return tuple(link for link in links if not any(link != other and link in other for other in links))


_TOLD = frozenset({"in", "im", "gegenüber", "mit", "bei", "beim", "der", "dem", "einem", "einer"})


def _told_to(view: View, draft: Draft) -> list[str]:
    """The outlet to which a speaker said it: "sagte der „Post“", "im Interview mit dem Sender X", "in der „Post“"."""
    tokens = view.tokens
    for begin, end in draft.addressee:
        name = _heard_by(tokens, begin, end) if view.begin <= begin and end <= view.end else None
        if name is not None:
            return [name]
    for begin, end in draft.frame:
        for k in range(max(begin, view.begin), min(end, view.end) - 1):
            token = tokens[k]
            if token.lower not in _TOLD:
                continue
            spoken = token.lower in {"in", "im", "gegenüber"} or token.lower in {"mit", "bei", "beim"} and token.tag != "PTKVZ"
            dative = token.lower in {"der", "dem", "einem", "einer"} and token.tag == "ART" and tokens[k - 1].tag not in {"APPR", "APPRART"}
            if not spoken and not dative or view.is_quoted(k):
                continue
            start = k if dative else k + 1
            if any(b <= start < e for b, e in draft.speaker):
                continue
            name = _heard_by(tokens, start, phrase_end(tokens, start, end))
            if name is not None:
                return [name]
    return []


def _heard_by(tokens: list[Token], begin: int, end: int) -> str | None:
    """The outlet of a phrase, also behind its reporter: "einem Reporter der Ostseewelle"."""
    words = tokens[begin:end]
    kind = next((t for t in words if t.tag in NOUN), None)
    if kind is not None and kind.lemma.lower() in _SOURCES_OF_REPORTERS:
        return outlet_name(tokens, (kind.index + 1, end)) or _proper(words[kind.index + 1 - begin :])
    name = outlet_name(tokens, (begin, end)) if kind is not None else None
    return name if kind is None or not _is_report(kind.lemma.lower()) else None


_REPORTS = ("angabe", "angaben", "information", "informationen", "darstellung", "bericht", "meldung", "recherche", "erkenntnis")
_PEOPLE = ("insider", "informant", "augenzeuge", "augenzeug", "quelle", "kreis", "kreise")


def _outlet_of_report(tokens: list[Token], begin: int, end: int) -> str | None:
    """The outlet whose information it is: "Informationen der Zeitung „Bote“", "Recherchen des Senders X"."""
    head = next((t for t in tokens[begin:end] if t.tag in NOUN), None)
    if head is None or not head.lemma.lower().endswith(_REPORTS) or head.index + 2 >= end:
        return None
    following = tokens[head.index + 1]
    return outlet_name(tokens, (following.index, end)) if following.lower in {"der", "des", "von"} else None


def _speaks(tokens: list[Token], begin: int, end: int) -> bool:
    """Whether the phrase names people who stay unnamed, and no outlet."""
    head = next((t for t in tokens[begin:end] if t.tag in NOUN), None)
    return head is not None and head.lemma.lower().endswith(_PEOPLE)


def _unnamed(tokens: list[Token], begin: int, end: int) -> str | None:
    """The phrase of a source that stays without a name, or None."""
    words = tokens[begin:end]
    head = next((t for t in words if t.tag in NOUN), None)
    if head is None:
        return None
    lemma = head.lemma.lower()
    circle = next((_circle(tokens, t.index) for t in words if _circle(tokens, t.index)), None)
    if circle is not None:
        return circle
    following = tokens[head.index + 1] if head.index + 1 < end else None
    if words[0].lower in {"der", "die", "das", "dieser", "diese", "sein", "ihr", "seine", "ihre"} or following is not None and following.tag == "NE":
        return None
    kind = lemma.endswith(_UNNAMED) or head.lower in {"beamte", "beamten"}
    hidden = any(t.lemma.lower() in _ANONYMOUS or t.lower in _ANONYMOUS for t in words)
    reach = end
    if end + 1 < len(tokens) and tokens[end].text == "," and tokens[end + 1].tag == "PRELS":
        stop = next((j for j in range(end + 1, min(end + 10, len(tokens))) if tokens[j].text in {",", "."}), end)
        if any(t.lemma.lower() in _ANONYMOUS or t.lower in _ANONYMOUS for t in tokens[end:stop]):
            hidden, reach = True, stop
    return _phrase(tokens[begin:reach]) if kind or hidden else None


_NO_CIRCLE = ("land", "wahl", "stadt", "arbeits", "um", "verkehrs", "kirchen", "freundes", "gesprächs", "strom", "halb", "polar", "wende", "personen")


def _circle(tokens: list[Token], k: int) -> str | None:
    """"Regierungskreisen", "Kreisen der Koalition": people of a surrounding, always in the plural."""
    word = tokens[k].lower
    if not word.endswith(("kreise", "kreisen")) or tokens[k].tag not in NOUN:
        return None
    stem = word[: word.rindex("kreis")]
    if stem.startswith("land") or stem in _NO_CIRCLE or not stem and not (k and tokens[k - 1].lower in {"aus", "in"}):
        return None
    if stem:
        return tokens[k].text
    return _phrase(tokens[k : phrase_end(tokens, k, len(tokens))])


def _phrase(words: list[Token]) -> str:
    """The words without the article before them and with no mark parted from its word."""
    while len(words) > 1 and words[0].tag in _ARTICLES:
        words = words[1:]
    text = ""
    for token, before in zip(words, [None, *words], strict=False):
        text += (" " if before is not None and token.begin > before.end else "") + token.text
    return text


def outlet_name(tokens: list[Token], span: Range) -> str | None:
    """The name of the outlet, or the word for the circle, that a phrase names; None where it names somebody else."""
    words = tokens[span[0] : span[1]]
    nouns = [t for t in words if t.tag in NOUN or t.text[:1].isupper() and t.tag not in _ARTICLES]
    if not nouns:
        return None
    named = _between_marks(words)
    head = next((t for t in nouns if t.tag in NOUN), nouns[0])
    lemma = head.lemma.lower()
    if _is_medium(words, nouns):
        if not named and any(t.lower in {"von", "vom"} for t in words[1:]):
            return _phrase(words)  # "das Staatsfernsehen von Turania" has no other name
        return named or _proper(words) or _phrase(words)
    if _is_report(lemma):
        inner = next((t for t in nouns[1:] if t.lower in _OUTLETS or t.lemma.lower().endswith(_OUTLET_NOUNS)), None)
        if named or inner is not None:
            return named or _proper(words[1:]) or head.text
        return " ".join(t.text for t in nouns)
    if named and len(nouns) <= 4 and words[0].text in QUOTE_MARKS | {"„", "«"} or words[0].lower in {"der", "die", "das", "dem"} and len(words) > 1 and words[1].text in QUOTE_MARKS:
        return named  # "der „Spiegel“": a name between marks speaks only if it is an outlet's
    return None


def _is_report(lemma: str) -> bool:
    """Whether the noun names a report or a circle and no outlet: "Medienbericht", "Insider"."""
    return lemma in _REPORT_NOUNS or lemma.endswith(_LONG_REPORT_NOUNS)


def _is_medium(words: list[Token], nouns: list[Token]) -> bool:
    """Whether the phrase names a paper, an agency or a station: by its kind, by its name, or by how such names end."""
    kind = next((t for t in nouns if t.tag in NOUN), nouns[0]).lemma.lower()
    if kind.endswith(_NO_OUTLET):
        return False
    if kind.endswith(_OUTLET_NOUNS):
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
    if last.lemma.lower().endswith(_OUTLET_NOUNS):
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
            generic = token.tag == "NN" and token.lemma.lower().endswith((*_OUTLET_NOUNS, *_REPORT_NOUNS))
            if generic and not run and token.lower not in _OUTLETS or token.tag in _ARTICLES:
                continue
            run.append(token.text)
        elif run:
            break
    return " ".join(run) or None


def _basis(view: View, k: int) -> str | None:
    """The source after "unter Berufung auf", "mit Verweis auf", or in "die sich auf Insider beruft"."""
    tokens = view.tokens
    if tokens[k].lower != "auf" or k < view.begin + 1:
        return None
    noun = tokens[k - 1].lemma.lower() in _BASIS and k - 2 >= view.begin and tokens[k - 2].lower in {"unter", "mit"}
    verb = tokens[k - 1].lower in {"sich", "dabei"} and any(t.lemma.lower() in _LEANS for t in tokens[k + 1 : min(k + 12, view.end)])
    if not noun and not verb:
        return None
    end = phrase_end(tokens, k + 1, view.end)
    return _phrase(tokens[k + 1 : end]) if end > k + 1 else None
