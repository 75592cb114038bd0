"""Where an advice holds: the words behind "Reisen in ..." or "travel to ..." become scope, regions and exceptions.

A list under a sentence with a colon names the regions. Parts are never taken for the whole country, and another
country's name is no region.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lagebild.actors import NameKind, shared_gazetteer
from lagebild.codebook.countries import country_codes, fold_name, names_of
from lagebild.language.tokens import tokenize


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Scope of an advice.

    Attributes:
        scope: "country" or "parts"; None where only other countries are named.
        regions, exceptions: as they stand in the text, without article.
        elsewhere: (code, the name's words if it is a region) of other countries that are named.
    """

    scope: str | None
    regions: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    elsewhere: tuple[tuple[str, str | None], ...] = ()


_PLACED = r"(?:nach|in|ins|zu|zum|zur|auf|an|für|entlang|innerhalb|um)"
_OBJECT = re.compile(
    r"\b(?:vor|von|bei)\s+(?:[\wäöüßÄÖÜ-]+,?\s+){0,8}?(?:\w*reisen?|aufenthalten?|fahrten|besuchen?)\b(?P<where>.*?)"
    r"(?=\b(?:wird|werden|gewarnt|abgeraten|rät|raten|besonders|vorsichtig|wachsam|möglichst|dringend)\b|\bab\b\s*[.!:]?\s*\Z|\Z)",
    re.I | re.S,
)
# "von Tourismusreisen und anderen nicht dringenden Reisen nach ..."
_OTHER_TRAVEL = re.compile(r"\A\s*(?:und|sowie|oder)\s+(?:[\w-]+\s+){0,5}?\w*(?:reisen|aufenthalten)\b", re.I)
_FOR = re.compile(
    r"\bfür\s+(?P<where>[^.:;!?]+?)(?=\s+(?:gilt|gelten|besteht|bestehen|ist|wurde|eine|weiterhin)\b|[.:;!?]|\Z)",
    re.I | re.S,
)
_EXCEPT = re.compile(
    r"[,(]?\s*\b(?:mit\s+ausnahme|ausgenommen|außer(?!halb)|ausser(?!halb)|abgesehen|bis\s+auf)\b(?:\s+(?:hiervon|davon|sind|ist|von|vom))*"
    r"\s*:?\s*(?P<what>.*?)(?=\s[–—-]\s|[).;:]|,?\s*\b(?:wird|werden|dringend|abgeraten|gewarnt)\b|\Z)\)?",
    re.I | re.S,
)
_ARTICLE = re.compile(r"(?:(?:der|die|das|den|dem|des|the)\s+)+", re.I)
_PREPOSITION = re.compile(rf"\A{_PLACED}\s+", re.I)
_BORDER = re.compile(r"grenz|umkreis|nähe|\bkm\b|kilometer", re.I)
# The gazetteer holds them as names of the Palestinian territories.
_PARTS = frozenset("gazastreifen gaza westjordanland westbank".split())
_AROUND = re.compile(r"(?:Umgebung|Umland|Umkreis)\Z", re.I)
_WHOLE = re.compile(
    r"(?:das|dem|ganzes?|gesamtes?|ganze|gesamte|ganz|staatsgebiet|landesgebiet|land|landesweit)(?:\s+(?:ganze|gesamte|land|staatsgebiet|landesgebiet))*\Z",
    re.I,
)
_LISTED = re.compile(r"\bfolgende[nrs]?\b|\bthe following\b|\bthese\b", re.I)


def german_where(sentence: str, place: str, items: Sequence[str] = (), following: str = "") -> Where:
    """The scope of an advice in a German sentence.

    Args:
        sentence: without marks.
        place: code of the country that the page is about.
        items: the list under the sentence, if a colon opens one.
        following: the next sentence, for "Ausgenommen sind ...".

    >>> german_where("Vor Reisen nach Mali wird gewarnt.", "ML").scope
    'country'
    >>> german_where("Vor Reisen in die Provinzen Sucumbíos und Carchi, mit Ausnahme der Stadt Tulcán, wird gewarnt.", "EC")
    Where(scope='parts', regions=('Provinzen Sucumbíos', 'Carchi'), exceptions=('Stadt Tulcán',), elsewhere=())
    """
    text = " ".join(sentence.split())
    exceptions = [w for m in _EXCEPT.finditer(text) for w in _listed(m["what"])]
    if re.match(
        r"(?:ausgenommen|dies gilt nicht|die (?:teil)?reisewarnung gilt nicht|hiervon)\b", following.strip(), re.I
    ):
        words = re.sub(r"\A.*?\bgilt nicht\b", "ausgenommen ", " ".join(following.split()), flags=re.I)
        exceptions += [w for m in _EXCEPT.finditer(words) for w in _listed(_PREPOSITION.sub("", m["what"], count=1))]
    text = _EXCEPT.sub(" ", text)
    found = _OBJECT.search(text) or _FOR.search(text)
    where = _OTHER_TRAVEL.sub("", found["where"]) if found else ""
    if found is None and (others := _only_others(text, place)):
        return Where(scope=None, elsewhere=tuple((code, None) for code in others))
    if re.search(r"\b(?:dorthin|dahin)\b", where):
        return Where(scope=None)
    names = [_bare(n) for n in _german_names(where)]
    names = [n for n in names if n]
    listed = []
    for item in items:
        item = " ".join(item.split()).strip(" ,;.")
        exceptions += [w for m in _EXCEPT.finditer(item) for w in _listed(m["what"])]
        listed.append(re.sub(r"[\s,(]+(?:und|sowie|bzw\.?)?\Z", "", _EXCEPT.sub(" ", item)).strip())
    regions: list[str] = []
    elsewhere: list[tuple[str, str | None]] = []
    whole = not names and not listed
    for name in names:
        code, kind = _covered(name)
        if _WHOLE.match(name) or code == place and kind is NameKind.STATE:
            whole = True
        elif code is not None and code != place:
            if regions and _BORDER.search(regions[-1]):
                regions[-1] += (
                    f", {name}"  # "die Grenzgebiete zu Nigeria, Tschad und zur Zentralafrikanischen Republik"
                )
            else:
                whole_state = kind is NameKind.STATE and name.lower() not in _PARTS
                elsewhere.append((code, None if whole_state else name))
        elif regions and _AROUND.match(name):
            regions[-1] += f" und {name}"
        else:
            regions.append(name)
    regions += [_bare(item) for item in listed if _bare(item)]
    if whole and not listed and not regions and re.search(r"teilreisewarnung|partielle", text, re.I):
        return Where(scope="parts", exceptions=tuple(dict.fromkeys(exceptions)))
    if whole and not listed:
        # "nach Israel, insbesondere in den Norden": the country holds its parts
        return Where(scope="country", exceptions=tuple(dict.fromkeys(exceptions)), elsewhere=tuple(elsewhere))
    scope = "parts" if regions or listed else None if elsewhere else "country"
    return Where(
        scope=scope,
        regions=tuple(dict.fromkeys(regions)),
        exceptions=tuple(dict.fromkeys(exceptions)),
        elsewhere=tuple(elsewhere),
    )


def _only_others(text: str, place: str) -> list[str]:
    """Codes of the countries that a sentence names, by noun or adjective, if the page's own is not among them."""
    kinds = {NameKind.STATE, NameKind.CITY, NameKind.CAPITAL, NameKind.AREA, NameKind.ADJECTIVE}
    codes = [n.code for n in shared_gazetteer().find(tokenize(text)) if n.code and n.kind in kinds]
    return [] if place in codes else list(dict.fromkeys(codes))


def _german_names(where: str) -> Iterator[str]:
    """Names in "in die Provinzen A, B und C sowie nach D": parted at each preposition, then within."""
    text = re.sub(r"\b(?:insbesondere|vor allem|auch|weiterhin|derzeit|zurzeit|jeweils|einschließlich)\b", " ", where)
    text = " ".join(re.sub(r"\([^()]*\)", " ", text).split())
    for part in re.split(
        rf"(?:\s*,\s*(?:und\s+|sowie\s+)?|\s+(?:und|sowie|bzw\.|oder)\s+)(?={_PLACED}\s)", text, flags=re.I
    ):
        part = _PREPOSITION.sub("", part.strip(" ,;–—-"), count=1)
        if _LISTED.search(part):
            continue  # "in folgende Gebiete bzw. Städte:"
        for piece in re.split(r"\s*,\s*|\s+sowie\s+|\s+bzw\.\s+", part):
            whole = _with_und(piece)
            yield from (w.replace("\0", " und ") for w in re.split(r"\s+und\s+|\s+oder\s+|\Aund\s+", whole))


def _with_und(piece: str) -> str:
    """The words with a mark for the "und" inside a known name: "Unionsterritorium Jammu und Kaschmir"."""
    for name in shared_gazetteer().find(tokenize(piece)):
        if " und " in name.text:
            piece = piece.replace(name.text, name.text.replace(" und ", "\0"))
    return piece


def _listed(words: str) -> list[str]:
    """Names joined by commas and "und" or "and", without articles."""
    pieces = re.split(r"\s*,\s*|\s+(?:und|sowie|and)\s+", words.strip(" ,;:.–—-"))
    return [bare for piece in pieces if (bare := _bare(_PREPOSITION.sub("", piece, count=1)))]


def _bare(name: str) -> str:
    match = _ARTICLE.match(name := name.strip(" ,;:.–—-"))
    return name[match.end() :] if match else name


def countries_in(sentence: str) -> list[str]:
    """Codes of the countries in which a German sentence says that something is: "Staatsangehörige in Syrien".

    >>> countries_in("Hilfe für Deutsche in Syrien ist der Botschaft Beirut nicht möglich.")
    ['SY']
    """
    tokens = tokenize(sentence)
    found = []
    for name in shared_gazetteer().find(tokens):
        before = [t.lower for t in tokens[max(0, name.first - tokens[0].index - 2) : name.first - tokens[0].index]]
        placed = before and (
            before[-1] in {"in", "im", "auf"} or before[0] in {"in", "auf"} and before[-1] in {"der", "dem", "den"}
        )
        if placed and name.code and name.kind in {NameKind.STATE, NameKind.CITY, NameKind.CAPITAL, NameKind.AREA}:
            found.append(name.code)
    return list(dict.fromkeys(found))


def _covered(name: str) -> tuple[str | None, NameKind | None]:
    """Code and kind of the gazetteer's name that is all of the words; (None, None) for more or other words."""
    tokens = tokenize(name)
    if not tokens:
        return None, None
    found = shared_gazetteer().find(tokens)
    if len(found) == 1 and found[0].first == tokens[0].index and found[0].last == tokens[-1].index:
        if found[0].kind in {NameKind.STATE, NameKind.CITY, NameKind.CAPITAL, NameKind.AREA}:
            return found[0].code, found[0].kind
    return None, None


_STOP = re.compile(
    r"[\s,]*(?:\b(?:due to|because|owing to|given|since|unless|despite|(?<!the )following|in view of|based on|in regards? to|until|"
    r"at this time|for any (?:reason|purpose)|overall|when|while|if|see)\b|\bas (?:the|a|of|part|well)\b|"
    r"\band\s+(?:now\s+|also\s+|additionally\s+|continues?\b|advises?\b|encourages?\b|against\b|you\b|we\b|FCDO\b|the FCDO\b|to take\b)|"
    r"\bor all\b|['\"‘’“”(]\s*(?:see\b|['‘’\"“Ww])).*",
    re.I | re.S,
)
_OTHER_THAN = re.compile(
    r"[\s,(]*\b(?:with the exception of|except(?: for)?|excluding|apart from|other than)\b\s*(?P<what>[^()]*)\)?",
    re.I | re.S,
)
_GENERIC = re.compile(
    r"(?:some |other |certain |remaining |various )?(?:parts|areas|regions|districts|provinces)(?: of| in)?\b", re.I
)

_UNNAMED = re.compile(r"(?:the )?(?:following|these|those|some|other) (?:areas|locations|places|parts|regions)\Z", re.I)


def english_where(where: str, place: str, items: Sequence[str] = ()) -> Where:
    """The scope of an advice from the words behind "travel to".

    Args:
        where: up to the end of the sentence.
        place: code of the country that the page is about.
        items: the list under the sentence, if a colon opens one.

    >>> english_where("Mali due to crime", "ML").scope
    'country'
    >>> english_where("the regions of Volyn, Lviv and Rivne", "UA").regions
    ('regions of Volyn', 'Lviv', 'Rivne')
    """
    text = re.sub(r"\Aor (?:remain|stay) in ", "", " ".join(where.split()))
    exceptions = [w for m in _OTHER_THAN.finditer(text) for w in _listed(m["what"])]
    text = _OTHER_THAN.sub(" ", text)
    if _STOP.search(text):
        items = ()  # "Do not travel to Russia due to:" opens a list of reasons
    text = _STOP.sub("", text).strip(" ,:.;–—-")
    head, _, including = re.sub(r"\s+", " ", text).partition(", including ")
    listed = []
    for item in items:
        exceptions += [w for m in _OTHER_THAN.finditer(item) for w in _listed(m["what"])]
        listed.append(_bare(" ".join(_OTHER_THAN.sub(" ", item).split())))
    if not listed and (not head or _whole(head, place)):
        return Where(scope="country", exceptions=tuple(dict.fromkeys(exceptions)))
    codes = country_codes(head)
    if codes and place not in codes and not listed:
        return Where(scope=None, elsewhere=((codes[0], None),))
    pieces = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", f"{head}, {including}" if including else head)
    regions = [bare for piece in pieces if (bare := _bare(piece)) and not (_LISTED.search(piece) and listed)]
    named = [r for r in regions if not _is_generic(r, place)]
    return Where(
        scope="parts",
        regions=tuple(dict.fromkeys([*named, *filter(None, listed)])),
        exceptions=tuple(dict.fromkeys(exceptions)),
    )


def _whole(words: str, place: str) -> bool:
    folded = fold_name(
        re.sub(
            r"\([A-Z]{2,5}\)|\(including [^()]*\)|\b(?:all|whole|entire|entirety|territory|anywhere|in)\b|\b(?<=all )(?:areas|parts|regions)\b",
            " ",
            words,
            flags=re.I,
        )
    )
    return folded in names_of(place) or folded == "country"


def _is_generic(words: str, place: str) -> bool:
    """ "parts of Ukraine" names no region; "the rest of Ukraine" does."""
    if _UNNAMED.match(words):
        return True
    rest = _GENERIC.sub("", words, count=1)
    return rest != words and (not rest.strip() or fold_name(rest) in names_of(place))
