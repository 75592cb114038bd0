"""Noun phrases as speakers need them: with genitives, "von"-attributes, brackets and appositions.

``language.phrases`` cuts a phrase at its first attribute, as claims want it; "der Direktor der Behörde (IAEO),
Mohammed el-Baradei" is one speaker.
"""

from __future__ import annotations

from lagebild.language import Token
from lagebild.language.clauses import FINITE, NOUN, QUOTE_MARKS
from lagebild.language.phrases import DETERMINER
from lagebild.statements.reading import Range

NEVER_NOMINATIVE = frozenset(
    """dem den des einem einen eines diesem diesen dieses seinem seinen ihrem ihren keinem keinen jedem jeden
    mehreren vielen einigen beiden deren dessen jenem jenen unserem unseren allem allen ihm ihn ihnen mir mich dir
    dich uns euch wem wen""".split()
) - {"dieses", "deren", "dessen", "beiden"}
PRONOUNS = frozenset("er sie es man wir ich dieser diese dieses jener jene letzterer letztere beide alle viele einige mehrere manche niemand jemand".split())
_GENITIVE = frozenset("des der eines einer dieses dieser ihrer ihres seines seiner deren dessen jener jenes aller beider unserer mehrerer zweier".split())
ABSTRACT = ("ung", "heit", "keit", "ion", "schaft", "tät", "ungen", "nahme", "nahmen")  # all feminine
_LINKS = frozenset({"von", "vom", "für", "aus", "beim", "bei", "zur", "zum", "um"})
_OPENING = frozenset("„»«\"‚‘“›‹")
_TIME = frozenset(
    """montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz april mai juni juli
    august september oktober november dezember heute gestern morgen abend nachmittag vormittag mittag nacht woche
    monat jahr tag stunde minute uhr wochenende mal zeit jahre tage stunden wochen monate""".split()
)


def is_time(token: Token) -> bool:
    """Whether the word names a time and so no speaker."""
    return token.lemma.lower() in _TIME or token.lower in _TIME


def core_end(tokens: list[Token], begin: int, stop: int) -> int:
    """Position after the phrase that begins at ``begin`` without its attributes, or ``begin`` if none does."""
    if begin >= stop:
        return begin
    first = tokens[begin]
    if first.lower in PRONOUNS and first.tag in {"PPER", "PDS", "PIS", "PRELS", "PDAT", "PIAT"}:
        after = tokens[begin + 1] if begin + 1 < stop else None
        if first.tag in {"PPER", "PDS"} or after is None or not _continues(after):
            return begin + 1
    j = begin
    noun = False
    while j < stop:
        token = tokens[j]
        if token.tag in NOUN or (token.text[0].isupper() and token.tag not in FINITE and j > begin and token.tag not in DETERMINER):
            noun = True
            j += 1
        elif token.tag in DETERMINER and not noun and j - begin < 3:
            j += 1
        elif token.tag == "PIS" and j == begin and j + 1 < stop and tokens[j + 1].tag in DETERMINER:
            j += 1  # "einer der Minister"
        elif token.tag in {"ADJ(A)", "CARD"} and not noun:
            j += 1
        elif token.tag == "CARD" and noun and not (j + 1 < stop and tokens[j + 1].tag in NOUN | {"ADJ(A)"}):
            j += 1  # "Airbus 380"; "laut Reuters 900 Menschen" are two phrases
        elif token.tag == "ADJ(A)" and noun and token.text[0].isupper():
            j += 1
        elif token.text in QUOTE_MARKS:
            close = _closing(tokens, j, stop)
            if close is None:
                break
            noun = True
            j = close
        elif not noun and token.tag in {"ADV", "ADJ(D)", "PTKA", "PTKNEG", "APPR", "APPRART", "KON", "$,", "VV(PP)", "PRF"} and _leads_to_noun(tokens, j, stop) and j > begin:
            j += 1
        elif noun and token.text == "." and j + 1 < stop and tokens[j + 1].tag in NOUN and _initial(tokens[j - 1]):
            j += 1
        elif noun and token.text in {"-", "&", "/"} and j + 1 < stop and tokens[j + 1].tag in NOUN:
            j += 1
        elif noun and token.lower in {"und", "sowie"} and j + 1 < stop and _conjunct(tokens, j + 1, stop):
            following = core_end(tokens, j + 1, stop)
            if following == j + 1:
                break
            j = following
        else:
            break
    if not noun and j > begin + 1 and tokens[begin].tag in DETERMINER and tokens[j - 1].tag == "ADJ(A)":
        # "der 81-Jährige", "die Angeklagte" in small letters: an adjective that stands for a person
        return j
    return j if noun else begin


def _initial(token: Token) -> bool:
    """Whether a full stop after the word ends no sentence: "Larry A. Silverstein", "Dr. Dittrich"."""
    return len(token.text) == 1 and token.text.isupper() or token.lower in {"dr", "prof", "st", "jr", "med", "jur", "phil"}


def nominative_after_der(tokens: list[Token], k: int) -> bool | None:
    """Whether "der" at ``k`` begins a masculine nominative: "der neue" does, "der neuen" does not; None where open."""
    if tokens[k].lower == "der" and k + 1 < len(tokens) and tokens[k + 1].tag == "NN" and tokens[k + 1].lower.endswith(ABSTRACT):
        return False
    if tokens[k].lower != "der" or k + 1 >= len(tokens) or tokens[k + 1].tag != "ADJ(A)":
        return None
    word = tokens[k + 1].lower
    return True if word.endswith("e") else False if word.endswith("en") else None


def _continues(token: Token) -> bool:
    return token.tag in NOUN or token.tag in {"ADJ(A)", "CARD"} or token.text in QUOTE_MARKS


def _conjunct(tokens: list[Token], begin: int, stop: int) -> bool:
    """Whether what follows "und" is another noun phrase and no clause of its own ("und der Minister sagte ..." is)."""
    end = core_end(tokens, begin, stop) if tokens[begin].tag in NOUN | DETERMINER | {"ADJ(A)", "CARD"} else begin
    return end > begin


def _closing(tokens: list[Token], begin: int, stop: int) -> int | None:
    """Position after the mark that closes a name between quotation marks of at most eight words, or None."""
    if tokens[begin].text not in _OPENING or begin + 1 >= stop or not (tokens[begin + 1].text[0].isupper() or tokens[begin + 1].text[0].isdigit()):
        return None
    for j in range(begin + 2, min(stop, begin + 10)):
        if tokens[j].text in QUOTE_MARKS:
            return j + 1
        if tokens[j].tag in FINITE:
            return None
    return None


def _leads_to_noun(tokens: list[Token], begin: int, stop: int) -> bool:
    """Whether an adjective and a noun follow before any verb: "die in Kiew lebenden Bürger"."""
    seen = False
    for token in tokens[begin : min(stop, begin + 9)]:
        if token.tag == "ADJ(A)":
            seen = True
        elif token.tag in NOUN and seen:
            return True
        elif token.tag in FINITE:
            return False
    return False


def behind_preposition(tokens: list[Token], k: int, stop: int) -> int:
    """Position after the phrase that the preposition at ``k`` governs: "vor unmittelbar bevorstehenden Angriffen"."""
    j = k + 1
    while j < stop and tokens[j].tag in {"ADV", "ADJ(D)", "PTKA"}:
        j += 1
    return max(core_end(tokens, j, stop), k + 1)


def phrase_end(tokens: list[Token], begin: int, stop: int, *, links: bool = True) -> int:
    """Position after the phrase with its attributes.

    Args:
        begin: position of its first word.
        stop: position that it may not pass.
        links: whether "von", "für", "aus" and "bei" may attach.
    """
    end = core_end(tokens, begin, stop)
    if end == begin or (end == begin + 1 and tokens[begin].lower in PRONOUNS):
        return end
    while end < stop:
        token = tokens[end]
        following = end
        if nominative_after_der(tokens, end) or token.lower == "der" and tokens[end - 1].tag == "NE" and token.tag == "ART":
            # "sagte Peter Meier der Zeitung", "nach der Nachricht der alte Mann": no genitive
            break
        if token.tag in DETERMINER and token.lower in _GENITIVE or token.tag == "NE" or (
            token.tag == "PIAT" and token.lower in _GENITIVE
        ):
            following = core_end(tokens, end, stop)
        elif links and token.lower in _LINKS and token.tag in {"APPR", "APPRART"} and end + 1 < stop:
            after = core_end(tokens, end + 1, stop)
            if after > end + 1 and not any(is_time(t) for t in tokens[end + 1 : after]):
                following = after
        elif token.text in {"(", "["}:
            following = _bracket(tokens, end, stop)
        elif token.text == ",":
            following = _apposition(tokens, end, stop)
        if following == end:
            break
        end = following
    return end


def _bracket(tokens: list[Token], begin: int, stop: int) -> int:
    for j in range(begin + 1, min(stop + 1, begin + 8, len(tokens))):
        if tokens[j].text in {")", "]"}:
            return j + 1
        if tokens[j].tag in FINITE:
            return begin
    return begin


def _apposition(tokens: list[Token], comma: int, stop: int) -> int:
    """Position after an apposition that begins behind the comma, or the comma's own."""
    begin = comma + 1
    if begin >= stop or tokens[begin].tag in {"PRELS", "PRELAT", "KOUS", "PWAV", "PWS"} or tokens[begin].tag in FINITE:
        return comma
    end = core_end(tokens, begin, stop)
    if end == begin or tokens[begin].lower in PRONOUNS:
        return comma
    while end < stop:
        token = tokens[end]
        if token.tag in DETERMINER and token.lower in _GENITIVE:
            following = core_end(tokens, end, stop)
        elif token.lower in _LINKS | {"in", "im", "der", "am", "an"} and token.tag in {"APPR", "APPRART"} and end + 1 < stop:
            following = core_end(tokens, end + 1, stop)
            following = following if following > end + 1 else end
        elif token.text in {"(", "["}:
            following = _bracket(tokens, end, stop)
        else:
            break
        if following == end:
            break
        end = following
    # The apposition must close: with its second comma, at the clause's end, or before the verb.
    if end >= stop or tokens[end].text in {",", ".", ":", ";"} or tokens[end].tag in FINITE | {"PTKVZ"}:
        return end
    return comma


def strip_range(tokens: list[Token], begin: int, end: int) -> Range | None:
    """The range without commas and dashes at its edges."""
    while begin < end and tokens[begin].text in {",", ":", ";", "–", "-"}:
        begin += 1
    while begin < end and tokens[end - 1].text in {",", ":", ";", ".", "–", "-"}:
        end -= 1
    return (begin, end) if begin < end else None
