"""What stands around the report on the sample pages and must not be read: all of it our own words."""

from __future__ import annotations

TEASERS = (
    ("Neue Brücke über die Oker", "Nach vier Jahren Bauzeit wird im Harz eine Brücke eröffnet, über die sich die Anwohner schon jetzt streiten."),
    ("Was der Winter bringt", "Meteorologen legen ihre Vorhersage für die kalten Monate vor, und sie fällt anders aus als im vergangenen Jahr."),
    ("Rezept der Woche: Linsen", "Mit Essig, Senf und einer Handvoll Petersilie wird aus dem alten Gericht ein Essen für Gäste."),
    ("Handball: Flensburg siegt spät", "Erst in der letzten Minute fiel das entscheidende Tor, danach gab es auf den Rängen kein Halten mehr."),
    ("Streit um Windräder", "In der Altmark wehrt sich eine Gemeinde gegen zwölf neue Anlagen und zieht dafür vor das Oberverwaltungsgericht."),
    ("Schule ohne Noten", "Ein Gymnasium in Bielefeld verzichtet auf Zeugnisse, und die Eltern sind damit überraschend zufrieden."),
    ("Der letzte Korbmacher", "In Lichtenfels hält ein Mann von achtzig Jahren ein Handwerk am Leben, das sonst niemand mehr lernen will."),
    ("Krimi aus dem Moor", "Der neue Roman der Autorin spielt im Teufelsmoor und beginnt mit einem Fund, den keiner machen wollte."),
    ("Teure Mieten in Leipzig", "Wer heute umzieht, zahlt im Schnitt ein Viertel mehr als noch vor fünf Jahren, zeigt eine Erhebung."),
    ("Bienen auf dem Rathausdach", "Seit dem Frühjahr stehen sechs Völker über dem Ratssaal von Celle, im August wird zum ersten Mal geschleudert."),
    ("Radweg wird verlängert", "Bald lässt sich die Strecke von Minden bis nach Nienburg ohne eine einzige Ampel fahren, verspricht der Landkreis."),
    ("Wenn der Chor verstummt", "Vielen Gesangvereinen fehlt der Nachwuchs, einer in der Pfalz hat darauf eine ungewöhnliche Antwort gefunden."),
)

COMMENTS = (
    ("Deichgraf77", "Das war doch abzusehen, und wer in den letzten Monaten die Zeitung gelesen hat, den wundert hier überhaupt nichts mehr."),
    ("Frau Holle", "Ich finde die Aufregung übertrieben. Mein Schwager war letztes Jahr dort und hat von alledem nichts bemerkt."),
    ("Ohne Gewähr", "Könnte die Redaktion bitte einmal nachrechnen? Die Zahl im zweiten Absatz passt nicht zu dem, was vorige Woche zu lesen war."),
    ("Kranichzug", "Danke für den sachlichen Artikel. Anderswo wird nur noch geschrien, hier erfährt man wenigstens, wer was gesagt hat."),
    ("B. Müller-Rehm", "Und wer soll das am Ende bezahlen? Natürlich wieder wir, wie immer, und gefragt hat uns wie immer auch keiner."),
    ("Tante Emma", "Bei uns im Dorf reden alle darüber, aber getan wird nichts. Ich bin gespannt, ob sich bis zum Frühjahr etwas ändert."),
    ("Querkopf", "Wer so etwas schreibt, war nie vor Ort. Ich habe zwölf Jahre dort gelebt und kann über manche Sätze nur den Kopf schütteln."),
    ("lesender_lotse", "Eine Karte hätte dem Beitrag gutgetan, ich musste erst einmal suchen, wo das alles überhaupt liegen soll."),
    ("Nordlicht", "@Querkopf: Dann erzählen Sie doch, wie es wirklich ist, statt nur den Kopf zu schütteln. Das würde mich ehrlich interessieren."),
    ("Zaungast", "Ich bleibe dabei: Erst müssen alle an einen Tisch, dann kann man weitersehen, und bis dahin hilft nur Geduld."),
)

COOKIES = (
    "Wir und unsere zweihundertelf Partner verarbeiten Daten auf Ihrem Gerät, um Inhalte zu messen und Anzeigen auszuspielen.",
    "Mit einem Klick auf „Zustimmen“ willigen Sie ein, dass Kennungen gespeichert und mit anderen Angaben verknüpft werden.",
    "Ihre Einwilligung können Sie jederzeit in den Einstellungen am Ende der Seite mit Wirkung für die Zukunft widerrufen.",
)
NEWSLETTER = (
    "Jeden Morgen um sechs das Wichtigste in Ihr Postfach: Melden Sie sich kostenlos für unseren Brief aus der Redaktion an.",
    "Mit der Anmeldung stimmen Sie zu, dass wir Ihnen Angebote unseres Verlags zusenden; die Abmeldung ist jederzeit möglich.",
)
OFFER = (
    "Weiterlesen mit dem Digitalpaket: die ersten vier Wochen für einen Euro, danach zum monatlichen Preis von neun Euro neunzig.",
    "Sie haben schon ein Abonnement? Dann melden Sie sich hier mit Ihrer Kundennummer an und lesen Sie ohne Einschränkung.",
)
LEGAL = (
    "Alle Rechte vorbehalten. Die Verwendung der Inhalte auch in Auszügen bedarf der vorherigen schriftlichen Zustimmung des Verlags.",
    "Für die Inhalte verlinkter Seiten sind ausschließlich deren Betreiber verantwortlich, wir machen sie uns nicht zu eigen.",
)
PROMO = (
    "Anzeige: Jetzt den neuen Katalog für Gartenmöbel bestellen und bis Monatsende die Versandkosten sparen.",
    "Unsere Podcasts: In „Halbzeit“ sprechen zwei Redakteure jede Woche über alles, was im Sport liegen geblieben ist.",
)
MENU = ("Startseite", "Politik", "Wirtschaft", "Kultur", "Sport", "Wissen", "Reise", "Lokales", "Wetter", "Spiele")
