"""What German writes with a full stop inside a sentence: abbreviations, months, and the words that open sentences.

An abbreviation stands here with what may follow it: most need more words, some may be a sentence's last.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MONTHS = _words(
    "januar jänner februar feber märz april mai juni juli august september oktober november dezember "
    "jan feb mär apr jun jul aug sep sept okt nov dez"
)
# More words always follow: titles before names, "Nr." before a number, "ca." before a quantity.
INNER = _words(
    "abb abs abschn abt allg altgr anm art aufl ausg bd bearb bes betr bez bspw bzgl bzw ca chr dipl dr ehem eidg eigtl "
    "einschl em engl entspr ev evtl exkl fa fig forts fr franz frl frz gebr gegr geb gen ggf griech hg hgg hl hr hrn hrsg "
    "hptm ing ingl inkl insb insbes ital jap jew kap kath kfm kgl königl lat lfd lic lt ltd ltn mag max med mgr min mind "
    "mr mrs ms mt nr nrn num o.g oblt obst od orig österr phil pol prof rd rer red resp röm russ s sen sog span st stellv tab "
    "tel theol tsd türk u ungar urspr usf v verf vgl vors vs wiss zit zw zzgl dt amerik schweiz gest gez reg bgm maj kpt "
    "obltn gefr stv dgl habil nat soc oec jur pharm vet dent rev hon capt col lt sgt feldw bez mus arch brit ukr"
)
# A sentence may end with these; it does where a word follows that opens sentences.
OUTER = _words(
    "ag bhf co corp etc h hbf inc jh jhd jr km mia mill mio mrd mwst n.chr pf plc sek sr std str usw v.chr qm kg ff f tägl jährl "
    "mtl dergl ä dez jan feb apr aug sep sept okt nov chr ebd ff nachm vorm abds"
)
# Written with a capital after a full stop these open a sentence: words that no name and no noun phrase goes on with.
OPENERS = _words(
    "der die das den dem des ein eine einen einem einer eines kein keine keinen keiner er sie es ich wir ihr man wer was wie wo "
    "wann warum welche welcher welches dies diese dieser dieses diesen diesem jene jener jedes jeder jede alle allen viele "
    "einige mehrere beide manche sein seine seinen seinem seiner ihre ihren ihrem ihrer unser unsere mein meine "
    "in im an am auf aus bei beim mit nach von vom vor zu zum zur für gegen ohne um durch über unter zwischen seit während wegen "
    "trotz laut neben hinter bis ab ins ans aufgrund angesichts anders rund etwa insgesamt "
    "und oder aber doch denn sondern jedoch auch nur noch schon so also dann da damals dabei dafür dagegen daher darum "
    "dazu danach davor deshalb deswegen dadurch daraufhin außerdem zudem allerdings dennoch trotzdem hier dort heute gestern "
    "morgen jetzt nun bereits erst zuvor zuletzt später inzwischen mittlerweile unterdessen derzeit "
    "wenn weil dass daß ob obwohl als nachdem bevor sobald solange falls damit indem nicht nie niemand nichts "
    "ist sind war waren hat haben hatte wird werden wurde kann ja nein"
)
# Before a number with a full stop these make it an ordinal: "am 3. Tag", "der 2. Weltkrieg", "ihrer 4. Amtszeit".
BEFORE_ORDINAL = _words(
    "am im vom zum zur beim ins ans der die das den dem des ein eine einem einer eines einen jeder jeden jedem jedes jede "
    "dieser diesem diesen dieses diese mein meinem meinen meiner sein seine seinem seinen seiner ihr ihre ihrem ihren ihrer "
    "unser unsere unserem unseren unserer kein keine keinen welcher welchem bis seit ab und oder sowie heutigen"
)
# The end of a line that no headline ends with: the sentence goes on in the next line.
UNFINISHED = _words(
    "der die das den dem des ein eine einen einem einer eines und oder sowie in im an am auf aus bei beim mit nach von vom vor zu "
    "zum zur für gegen ohne um durch über unter zwischen seit während wegen trotz laut neben hinter bis ab ins ans als wie dass daß "
    "weil wenn ob sein seine seinen seinem seiner ihre ihren ihrem ihrer dieser diese dieses diesen diesem kein keine keinen "
    "nicht sehr dr prof herr frau"
)
