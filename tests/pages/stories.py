"""What the sample pages tell: invented events in our own words, a headline and its paragraphs each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """A report: headline, day, who signs it, and paragraphs in order."""

    title: str
    day: str
    author: str
    paragraphs: tuple[str, ...]


def _story(title: str, day: str, author: str, text: str) -> Story:
    return Story(title, day, author, tuple(" ".join(p.split()) for p in text.strip().split("\n\n")))


STORIES = (
    _story("Dänemark zieht Botschaftspersonal aus Asmara ab", "2025-03-04", "Hanne Brodersen", """
Dänemark holt die Angehörigen seiner Diplomaten aus der eritreischen Hauptstadt Asmara zurück. Das teilte das
Außenministerium in Kopenhagen am Dienstagmorgen mit.

Zur Begründung hieß es, die Versorgung mit Treibstoff sei seit zwei Wochen unterbrochen, und niemand könne sagen, wann
wieder ein Schiff anlege. Das Kernpersonal bleibe vorerst im Land.

„Wir haben uns das nicht leicht gemacht“, sagte ein Sprecher. Man wolle die Vertretung auf keinen Fall ganz schließen.

Norwegen prüft nach eigenen Angaben einen ähnlichen Schritt. In Oslo wird eine Entscheidung noch in dieser Woche
erwartet, zuvor soll der Krisenstab ein weiteres Mal tagen.

Die Behörden in Asmara nannten die Ankündigung übertrieben. Im Hafen von Massaua werde gearbeitet, von einem Mangel
könne nicht die Rede sein.

Rund vierzig Däninnen und Dänen leben nach Schätzung der Botschaft in Eritrea, die meisten von ihnen arbeiten für
Hilfswerke und wollen bleiben.
"""),
    _story("Fähre nach Grömitz fährt wieder", "2025-05-19", "Jörn Tiedemann", """
Nach elf Tagen Pause hat die Fähre zwischen der Insel Lütjeholm und Grömitz am Montag den Betrieb aufgenommen.

Ein Riss in der Bugklappe hatte das Schiff lahmgelegt. Die Werft in Rendsburg schweißte eine neue Platte ein und prüfte
danach sämtliche Scharniere.

Für die Inselbewohner war es eine lange Zeit. Milch und Brot kamen mit einem Fischkutter, die Post blieb am Festland
liegen, und zwei Hochzeiten mussten verschoben werden.

Bürgermeisterin Wiebke Lorenzen sprach von einer Bewährungsprobe, die das Dorf bestanden habe. Sie forderte das Land auf,
ein zweites Schiff zu beschaffen.

Das Verkehrsministerium in Kiel verwies auf den Haushalt. Vor dem nächsten Jahr sei daran nicht zu denken, hieß es dort,
auch wenn man den Wunsch verstehe.
"""),
    _story("Kolumbien und Panama streiten über Grenzposten", "2025-07-22", "Mareike Sandvoss", """
Zwischen Kolumbien und Panama ist ein Streit über einen Grenzposten im Darién entbrannt. Beide Seiten bestellten am
Wochenende den Botschafter des Nachbarn ein.

Auslöser war ein Zaun, den panamaische Pioniere nach Darstellung Bogotás auf kolumbianischem Boden errichtet haben.
Panama-Stadt widerspricht und legt Karten aus dem Jahr 1924 vor.

Die Organisation Amerikanischer Staaten bot ihre Vermittlung an. Ein Treffen könnte in Washington stattfinden,
Einladungen wurden bisher nicht verschickt.

Das Auswärtige Amt rät von Reisen in das Grenzgebiet ab. Wer sich dort aufhalte, solle den Anweisungen der Behörden
folgen und sich in die Krisenvorsorgeliste eintragen.

Händler auf beiden Seiten klagen über lange Wartezeiten. Vor dem Übergang stauten sich nach Augenzeugenberichten
mehr als zweihundert Lastwagen.

In der Vergangenheit waren solche Streitigkeiten meist nach wenigen Wochen beigelegt worden. Diesmal aber wird in beiden
Ländern gewählt.

Beobachter rechnen deshalb nicht mit einem raschen Ende. Der Politologe Tomás Verdejo nennt die Lage festgefahren, aber
nicht gefährlich.
"""),
    _story("Erdrutsch bei Vallorsa: Straße bleibt gesperrt", "2025-09-02", "Luzia Caviezel", """
Die Kantonsstrasse oberhalb von Vallorsa bleibt nach dem Erdrutsch vom Sonntag bis auf Weiteres gesperrt. Das haben die
Behörden am Dienstag entschieden.

Rund achttausend Kubikmeter Gestein waren auf einer Länge von sechzig Metern niedergegangen. Verletzt wurde niemand, ein
leerer Linienbus wurde erfasst.

Geologen haben am Hang Messgeräte angebracht. Sie melden Bewegungen von drei Millimetern am Tag, was nach Ansicht der
Fachleute zu viel ist für Räumarbeiten.

Die hundertzwanzig Einwohnerinnen und Einwohner des Weilers Sassal werden mit dem Helikopter versorgt. Für den Schulweg
wurde eine Seilbahn reaktiviert, die seit 1998 stillstand.

Der Kanton rechnet mit Kosten von vier Millionen Franken. Ob der Bund sich beteiligt, soll sich im Oktober klären.
"""),
    _story("Wien empfängt Delegation aus Usbekistan", "2025-10-14", "Felix Obermayr", """
Österreichs Außenministerin hat am Dienstag eine Delegation aus Usbekistan am Minoritenplatz empfangen. Im Mittelpunkt
standen Visa für Pflegekräfte.

Geplant ist ein Abkommen, das im Jänner unterschrieben werden soll. Es sieht vor, dass jährlich bis zu neunhundert
Fachkräfte einreisen dürfen.

Die Arbeiterkammer begrüßte das Vorhaben, verlangte aber Deutschkurse schon vor der Abreise. Die Kosten dafür müsse der
Arbeitgeber tragen.

Kritik kam von der Opposition. Ihr Sprecher meinte, man löse damit kein einziges Problem in den Spitälern, solange die
Löhne nicht stiegen.

Am Mittwoch reist die Delegation nach Graz weiter, wo sie zwei Kliniken und eine Schule für Pflegeberufe besichtigt.
"""),
    _story("Bundeswehr verlängert Ausbildungsmission in Jordanien", "2025-11-06", "Carsten Ebeling", """
Die Bundeswehr setzt ihre Ausbildungsmission in Jordanien um ein Jahr fort. Das Kabinett billigte am Donnerstag das
entsprechende Mandat.

Bis zu dreihundert Soldatinnen und Soldaten können demnach weiter eingesetzt werden. Derzeit sind es hundertsechzig, die
meisten davon auf dem Stützpunkt al-Asrak.

Der Bundestag muss noch zustimmen. Die erste Lesung ist für die kommende Woche angesetzt, die Abstimmung folgt
voraussichtlich vor Weihnachten.

Aus der Opposition hieß es, das Ziel des Einsatzes werde von Jahr zu Jahr undeutlicher. Die Regierung wies den Vorwurf
zurück und verwies auf die Berichte der Truppe.

Jordaniens König hatte im Sommer um die Fortsetzung gebeten. Das Land nimmt seit Jahren Flüchtlinge aus den
Nachbarstaaten auf und sieht sich am Rand seiner Kräfte.

Die Kosten beziffert das Verteidigungsministerium mit knapp siebzig Millionen Euro, etwas weniger als im laufenden Jahr.
"""),
    _story("Museum in Wismar findet verschollene Seekarte", "2025-01-30", "Annegret Poel", """
Im Depot des Wismarer Schifffahrtsmuseums ist eine Seekarte aufgetaucht, die seit dem Brand von 1943 als verloren galt.

Eine Praktikantin hatte sie zwischen zwei Tapetenrollen entdeckt. Das Blatt zeigt die Küste zwischen Travemünde und
Barhöft und trägt Einträge eines Lotsen aus dem 17. Jahrhundert.

Restauratoren säubern das Papier nun mit Schwämmen aus Naturkautschuk. Bis zur Ausstellung im Herbst soll es in
einer Kammer mit gleichmäßiger Luftfeuchte liegen.

Fachleute halten den Fund für bedeutend, weil die Einträge Untiefen verzeichnen, die in keiner gedruckten Karte stehen.
Die Stadt will ein Faksimile herausgeben.
"""),
    _story("Sturm „Ottilie“ legt Bahnverkehr im Norden lahm", "2025-12-01", "Swantje Ploog", """
Das Sturmtief „Ottilie“ hat am Montag den Bahnverkehr in Schleswig-Holstein und Teilen Niedersachsens zum Erliegen
gebracht.

Zwischen Hamburg und Flensburg fuhr seit dem frühen Morgen kein Zug mehr. Reisende wurden in Turnhallen untergebracht, in
Neumünster öffnete die Stadthalle.

Der Deutsche Wetterdienst maß auf Helgoland Böen von hundertvierundfünfzig Kilometern in der Stunde. Für die
Nacht wurde eine zweite Sturmfront erwartet.

An der Westküste hielten die Deiche. Auf Nordstrand wurde eine Schafherde von Landwirten mit Booten in Sicherheit gebracht.

Die Bahn bat darum, Reisen zu verschieben. Fahrkarten behalten nach ihren Angaben bis Ende der Woche ihre Gültigkeit.

Versicherer schätzen den Schaden auf einen zweistelligen Millionenbetrag, wollen sich aber erst nach dem Abzug des Tiefs
festlegen.
"""),
    _story("Japan warnt vor Reisen in den Süden Madagaskars", "2025-06-11", "Birgit Hollenstedt", """
Japan hat seine Reisehinweise für Madagaskar verschärft und warnt nun vor Reisen in drei Regionen im Süden der Insel.

Anlass sind Überfälle auf Geländewagen, bei denen in den vergangenen Wochen vier Menschen verletzt wurden. Unter ihnen
war ein Ingenieur aus Osaka.

Die Botschaft in Antananarivo arbeitet nach Angaben aus Tokio normal weiter. Landsleute wurden gebeten, ihre Route
vorher zu melden.

Frankreich änderte seine Hinweise bislang nicht. In Paris hieß es lediglich, die Entwicklung werde aufmerksam verfolgt.

Die madagassische Regierung kündigte Patrouillen an. Sie will außerdem die Piste nach Tolagnaro besser sichern, auf
der die meisten Überfälle geschahen.
"""),
    _story("Stromausfall in Tiflis nach Brand im Umspannwerk", "2025-08-27", "Nino Wegener", """
Ein Brand in einem Umspannwerk hat am Mittwochabend große Teile von Tiflis ohne Strom gelassen.

Nach Angaben des Netzbetreibers waren zeitweise vierhunderttausend Haushalte betroffen. Die Metro blieb zwischen zwei
Stationen stehen, Fahrgäste gingen zu Fuß durch den Tunnel.

Die Feuerwehr brachte den Brand nach drei Stunden unter Kontrolle. Zur Ursache machte sie keine Angaben, schloss
Brandstiftung aber vorerst aus.

Das Parlament vertagte eine Sitzung, in der über den Haushalt beraten werden sollte. Sie wird am Freitag nachgeholt.

In den Krankenhäusern sprangen Notaggregate an. Operationen seien zu keiner Zeit gefährdet gewesen, sagte die
Gesundheitsministerin.

Gegen Mitternacht war die Versorgung nach Angaben des Betreibers wieder vollständig hergestellt.
"""),
)

SHORT = (
    _story("Island bestellt Geschäftsträger ein", "2025-04-09", "", """
Reykjavik (nda) – Island hat den Geschäftsträger Boliviens ins Außenministerium bestellt.

Anlass ist nach Angaben eines Sprechers die Beschlagnahme eines Fangschiffs im Südatlantik.

Eine Stellungnahme aus La Paz lag zunächst nicht vor.
"""),
    _story("Bergleute in Nordschweden gerettet", "2025-02-17", "", """
Kiruna (nda) – Drei verschüttete Bergleute sind in Nordschweden nach achtzehn Stunden gerettet worden.

Sie wurden nach Angaben der Polizei mit Unterkühlungen in ein Krankenhaus gebracht.

Die Grube bleibt bis zum Abschluss der Ermittlungen geschlossen.
"""),
)
