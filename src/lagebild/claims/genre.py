"""Reports about art, books, films and sport use the field's words for other things: they make no claims."""

from __future__ import annotations

from lagebild.language import Analysis

_CULTURE = frozenset(
    """roman romans buch buchs buches autor autorin schriftsteller regisseur regisseurin film films filme kino kinos leinwand
    drehbuch serie staffel theater theaters bühne inszenierung premiere premieren oper opernhaus konzert album sängerin
    sänger band ausstellung museum museums galerie kurator kuratorin festival verlag lesung krimi thriller komödie
    hauptdarsteller hauptrolle schauspieler schauspielerin ensemble zuschauer publikum kritiker erzählung novelle
    trainer stürmer bundesliga tabelle spielzeit tor tore torhüter verteidigung mittelfeld spieltag champions pokal
    gastspiel zirkus kabarett dokumentation dokumentarfilm biografie buchmesse messe stand erzähler romandebüt debüt
    videospiel gamer computerspiel brettspiel liga halbzeit anpfiff elfmeter""".split()
)
# One of these and one more word of the field make a review or a match report.
_STRONG = frozenset(
    """roman romans krimi thriller film films regisseur regisseurin inszenierung theater kino kinos novelle album oper
    bundesliga stürmer torhüter buchmesse drehbuch komödie hauptrolle videospiel romandebüt museum ausstellung zirkus
    halbzeit elfmeter schauspieler schauspielerin serie premiere schriftsteller schriftstellerin buch""".split()
)
_OFFICIAL = (
    "außenminister",
    "aussenminister",
    "außenamt",
    "aussenamt",
    "auswärtige",
    "außendepartement",
    "aussendepartement",
    "verteidigungsminister",
    "krisenstab",
    "reisewarnung",
    "staatsangehörige",
    "pentagon",
    "kreml",
    "generalstab",
)
_ENOUGH = 3  # distinct words of culture or sport without a strong one; set on tests/corpus/dev-reports.jsonl


def is_no_report_of_state(analysis: Analysis) -> bool:
    """Whether a text speaks of art, entertainment or sport and of no government office."""
    words = {t.lower for t in analysis.tokens}
    found = len(words & (_CULTURE | _STRONG))
    if found < _ENOUGH and not (found >= 2 and words & _STRONG):
        return False
    return not any(w.startswith(_OFFICIAL) for w in words)
