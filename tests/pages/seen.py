"""Layouts that the rules were written on: each makes a page of a story, with markup unlike that of the others."""

from __future__ import annotations

from pages import noise
from pages.sheet import STYLE, Sheet, ld, menu


def classic(s: Sheet) -> str:
    """An article element, headed and followed by what newspapers put there."""
    return f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{s.title} | Der Küstenbote</title>{STYLE}
<meta property="og:title" content="{s.title}"></head><body><header><nav><ul>{menu()}</ul></nav></header>
<main><article><header><h1>{s.title}</h1><p class="byline">Von {s.story.author}, {s.story.day}</p></header>
{s.each("<p>%</p>", 0, 1)}<figure><img src="a.jpg" alt=""><figcaption>{s.drop("Ein Bild aus dem Archiv, aufgenommen im vergangenen Herbst. Foto: Küstenbote")}</figcaption></figure>
{s.each("<p>%</p>", 1)}<footer><a href="#">Teilen</a><a href="#">Drucken</a></footer></article></main>
<aside><h2>Auch interessant</h2>{s.teasers('<div><h3><a href="%u">%t</a></h3><p>%x</p></div>', 4)}</aside>
<footer>{s.noise(noise.LEGAL, "<p>%</p>")}</footer></body></html>"""


def soup(s: Sheet) -> str:
    """Nothing but div, with classes that a machine made."""
    return f"""<!doctype html><html><head><title>{s.title}</title>{STYLE}</head><body><div id="r0"><div class="x1a">
<div class="k9">{menu('<div class="z"><a href="/%">%</a></div>')}</div><div class="x2"><div class="css-1q0">
<div class="css-7f">{s.title}</div><div class="css-8g"><span>{s.story.day}</span></div>
{s.each('<div class="css-2b"><div class="css-3c">%</div></div>')}</div>
<div class="css-5r">{s.teasers('<div class="css-6t"><a href="%u"><div>%t</div><div>%x</div></a></div>', 5)}</div></div></div>
<div class="q">{s.noise(noise.LEGAL, '<div class="w">%</div>')}</div></div></body></html>"""


def nineties(s: Sheet) -> str:
    """Tables in tables, font elements, and paragraphs that nobody closes."""
    return f"""<HTML><HEAD><TITLE>Tagblatt online: {s.title}</TITLE></HEAD><BODY BGCOLOR="#FFFFFF"><CENTER>
<TABLE WIDTH=760 BORDER=0><TR><TD COLSPAN=3><IMG SRC="kopf.gif"></TD></TR><TR>
<TD WIDTH=130 VALIGN=top BGCOLOR="#CCCCEE">{menu('<FONT SIZE=2><A HREF="%.htm">%</A></FONT><BR>')}</TD>
<TD VALIGN=top><TABLE><TR><TD><FONT SIZE=5><B>{s.title}</B></FONT><HR>
<FONT FACE="Arial" SIZE=2>{s.each("<P>%")}</FONT></TD></TR></TABLE></TD>
<TD WIDTH=160 VALIGN=top BGCOLOR="#EEEEEE">{s.teasers('<FONT SIZE=1><B><A HREF="%u">%t</A></B><BR>%x</FONT><P>', 4)}</TD></TR>
<TR><TD COLSPAN=3 ALIGN=center><FONT SIZE=1>{s.noise(noise.LEGAL, "%<BR>")}</FONT></TD></TR></TABLE></CENTER></BODY></HTML>"""


def linked_data(s: Sheet) -> str:
    """The text stands in JSON-LD; the page shows its first paragraph and loads the rest by script."""
    body = "\n\n".join(s.story.paragraphs)
    s.wanted += s.story.paragraphs
    data = ld(**{"@type": "NewsArticle", "headline": s.story.title, "datePublished": s.story.day, "articleBody": body})
    return f"""<!DOCTYPE html><html lang="de"><head><title>{s.title}</title>{data}</head><body><div id="app">
<div class="bar">{menu('<a href="/%">%</a>')}</div><h1>{s.title}</h1><div class="lead">{s.story.paragraphs[0]}</div>
<div class="loader">Wird geladen …</div><div class="grid">{s.teasers('<div class="card"><a href="%u"><b>%t</b><p>%x</p></a></div>', 3)}</div>
</div><noscript>{s.drop("Bitte schalten Sie JavaScript ein, um diese Seite in vollem Umfang zu benutzen.")}</noscript></body></html>"""


def interrupted(s: Sheet) -> str:
    """Boxes for other reports after nearly every paragraph."""
    boxes = (
        s.teasers('<div class="o-embed"><span>Mehr zum Thema</span><a href="%u"><h4>%t</h4><p>%x</p></a></div>', 1),
        s.teasers('<section class="c-inline"><h3>Lesen Sie auch</h3><ul><li><a href="%u">%t</a></li></ul></section>', 1, 1),
        s.teasers('<p class="more"><strong>Mehr dazu: <a href="%u">%t</a></strong></p>', 1, 2),
        s.teasers('<div class="teaser-box"><p><a href="%u">%t</a></p><p>%x</p></div>', 2, 3),
        s.teasers('<p><a href="%u">→ Lesen Sie hier: %t</a></p>', 1, 5),
        s.noise(noise.PROMO[:1], '<div class="adslot"><p>%</p></div>'),
        s.noise(noise.PROMO[1:], '<div data-ad="1"><p>%</p></div>'),
    )
    mixed = "\n".join(f"<p>{text}</p>{box}" for text, box in zip(s.paragraphs(), boxes, strict=False))
    return f"""<!DOCTYPE html><html lang="de"><head><title>{s.title}</title>{STYLE}</head><body><div class="page-header"><ul>{menu()}</ul></div>
<div class="page-body"><article class="story"><h1>{s.title}</h1><div class="story__text">{mixed}</div></article>
<div class="river">{s.teasers('<article class="river-item"><h2><a href="%u">%t</a></h2><p>%x</p></article>', 6, 6)}</div></div>
<div class="page-footer">{s.noise(noise.LEGAL, "<p>%</p>")}</div></body></html>"""


def discussed(s: Sheet) -> str:
    """More words by readers than by the editors, in boxes that are not called comments."""
    return f"""<!DOCTYPE html><html lang="de"><head><title>{s.title} - Harzer Anzeiger</title></head><body><div class="wrap"><div class="top">{menu('<a href="/%">%</a> | ')}</div>
<div class="left-col"><h1>{s.title}</h1><div class="text">{s.each("<p>%</p>")}</div>
<div class="discussion"><h2>Diskutieren Sie mit ({len(noise.COMMENTS)})</h2>
{s.comments('<div class="posting"><div class="posting-head"><b>%n</b> vor 3 Stunden</div><div class="posting-text"><p>%x</p></div><a href="#">Antworten</a> <a href="#">Melden</a></div>', 10)}
</div></div></div></body></html>"""


def consent(s: Sheet) -> str:
    """A wall of consent comes first and is longer than it ought to be."""
    return f"""<!DOCTYPE html><html lang="de"><head><title>{s.title}</title></head><body class="is-locked">
<div class="sp-layer" role="dialog" aria-modal="true" aria-label="Datenschutz"><div class="sp-inner"><h2>Ihre Privatsphäre ist uns wichtig</h2>
{s.noise(noise.COOKIES, "<p>%</p>")}<button>Zustimmen</button><button>Einstellungen</button></div></div>
<div id="cmpwrapper" class="cmpwrapper"><div><p>{s.drop("Unbedingt erforderliche Kennungen: Diese Dienste sind notwendig, damit die Seite Sie wiedererkennt und Warenkörbe füllt.")}</p></div></div>
<div class="layout"><div class="layout__main"><h1>{s.title}</h1><div class="rte">{s.each("<p>%</p>")}</div></div>
<div class="layout__side">{s.teasers('<div class="item"><h3>%t</h3><p>%x</p></div>', 3)}</div></div></body></html>"""


def letter(s: Sheet) -> str:
    """A sign-up for a newsletter stands amid the text, with a form and without."""
    return f"""<!DOCTYPE html><html lang="de"><head><title>{s.title}</title></head><body><main id="content"><h1>{s.title}</h1>
<section class="body-copy">{s.each("<p>%</p>", 0, 2)}
<div class="nl-signup"><h3>Unser Morgenbrief</h3>{s.noise(noise.NEWSLETTER[:1], "<p>%</p>")}<form action="/nl"><input type="email" placeholder="E-Mail"><button>Anmelden</button>
{s.noise(noise.NEWSLETTER[1:], "<p><small>%</small></p>")}</form></div>{s.each("<p>%</p>", 2)}
<div class="inline-newsletter-box"><p>{s.drop("Nichts mehr verpassen: Am Freitag kommt das Wochenende in Ihr Postfach, zusammengestellt von der Chefredaktion.")}</p></div></section></main>
<div class="shop">{s.noise(noise.PROMO, "<p>%</p>")}</div></body></html>"""


def stub(s: Sheet) -> str:
    """Two paragraphs, then an offer; the page says so in JSON-LD."""
    data = ld(**{"@type": "NewsArticle", "headline": s.story.title, "isAccessibleForFree": False,
                 "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".rest"}})
    return f"""<!DOCTYPE html><html lang="de"><head><title>{s.title}</title>{data}</head><body><header><ul>{menu()}</ul></header>
<article class="a-plus"><h1>{s.title}</h1><div class="copy">{s.each("<p>%</p>", 0, 2)}</div>
<div class="paywall"><div class="paywall__inner"><h2>Jetzt weiterlesen</h2>{s.noise(noise.OFFER, "<p>%</p>")}
<ul><li>{s.drop("Zugriff auf alle Texte im Netz und in der App, auch unterwegs und ohne Werbung")}</li><li>{s.drop("monatlich kündbar, ohne Angabe von Gründen")}</li></ul></div></div></article>
<section class="top-list">{s.teasers('<div><a href="%u">%t</a><p>%x</p></div>', 4)}</section></body></html>"""


def stub_offer(s: Sheet) -> str:
    """Two paragraphs, then an offer that only its words and its class tell."""
    return f"""<!DOCTYPE html><html lang="de"><head><title>{s.title}</title></head><body><div class="site"><div class="site-nav">{menu('<a href="/%">%</a>')}</div>
<div class="content-area"><h1>{s.title}</h1>{s.each("<p>%</p>", 0, 2)}<div class="subscriber-offer" id="offer-layer"><h3>Dieser Text ist für Abonnenten</h3>
{s.noise(noise.OFFER, "<p>%</p>")}</div></div><div class="rail">{s.teasers('<div><a href="%u">%t</a></div>', 5)}</div></div></body></html>"""


def ticker(s: Sheet) -> str:
    """A live blog: entries with a time each, newest first."""
    entries = list(enumerate(s.story.paragraphs))[::-1]
    items = "\n".join(
        f'<div class="tick-entry" id="e{k}"><div class="tick-meta"><time datetime="{s.story.day}T{9 + k:02}:15+01:00">{9 + k}.15 Uhr</time></div>'
        f'<h2>{s.want(f"Meldung Nummer {k + 1} aus dem Lagezentrum")}</h2><p>{s.want(text)}</p>'
        f'<div class="share-tools"><a href="#">Link kopieren</a></div></div>'
        for k, text in entries
    )
    return f"""<!DOCTYPE html><html lang="de"><head><title>Liveblog: {s.title}</title></head><body><nav>{menu('<a href="/%">%</a>')}</nav><main><h1>Liveblog: {s.title}</h1>
<div class="ticker-wrap"><p class="hint">{s.drop("Dieser Ticker aktualisiert sich von allein, Sie müssen die Seite nicht neu laden.")}</p>{items}</div>
<section class="recirc">{s.teasers('<article><a href="%u"><h3>%t</h3><p>%x</p></a></article>', 4)}</section></main></body></html>"""


def gallery(s: Sheet) -> str:
    """A series of pictures; what it tells stands in their captions."""
    slides = s.each('<figure class="slide"><img src="b.jpg" alt="Bild"><figcaption><p>%</p><span class="credit">Foto: Archiv</span></figcaption></figure>', 1)
    return f"""<!DOCTYPE html><html lang="de"><head><title>{s.title} in Bildern</title></head><body><header>{menu('<a href="/%">%</a>')}</header>
<main><article class="gallery"><h1>{s.title} in Bildern</h1><p>{s.paragraphs(0, 1)[0]}</p><div class="slides">{slides}</div></article>
<aside>{s.teasers('<p><a href="%u">%t</a> %x</p>', 3)}</aside></main></body></html>"""


def interview(s: Sheet) -> str:
    """Questions in bold, answers in paragraphs of their own."""
    questions = ("Wie ist es dazu gekommen?", "Und was heißt das für die Menschen dort?", "Hätte man es wissen können?", "Was kommt jetzt?", "Rechnen Sie damit?", "Wer entscheidet das?", "Zum Schluss: Bleibt es dabei?")
    talk = "\n".join(f"<p><strong>{s.want(q)}</strong></p><p>{s.want(text)}</p>" for q, text in zip(questions, s.story.paragraphs, strict=False))
    return f"""<!DOCTYPE html><html lang="de-DE"><head><title>Interview: {s.title}</title></head><body><div id="page"><div id="head"><ul>{menu()}</ul></div>
<div id="inhalt"><h1>Interview: {s.title}</h1><div id="gespraech">{talk}</div><p class="fine"><em>Das Gespräch führte {s.story.author}.</em></p>
<div class="tags"><a href="/t/a">Außenpolitik</a> <a href="/t/b">Gespräch</a></div></div><div id="rechts">{s.teasers('<div class="kasten"><h4>%t</h4><p>%x <a href="%u">mehr</a></p></div>', 4)}</div>
<div id="fuss">{s.noise(noise.LEGAL, "<p>%</p>")}</div></div></body></html>"""


def listed(s: Sheet) -> str:
    """Sub-headings and lists, as in an explainer."""
    points = "\n".join(f"<li>{s.want(text)}</li>" for text in s.story.paragraphs[2:])
    short = "".join(f"<li>{s.want(text)}</li>" for text in ("Lage vor Ort", "Reaktionen der Nachbarn", "Wie es weitergeht"))
    return f"""<!DOCTYPE html><html lang="de"><head><title>{s.title}</title></head><body><header><ul>{menu()}</ul></header><article><h1>{s.title}</h1>
{s.each("<p>%</p>", 0, 2)}<h2>{s.want("Darum geht es im Einzelnen")}</h2><ul>{short}</ul><h2>{s.want("Die wichtigsten Punkte")}</h2><ul>{points}</ul></article>
<div class="below"><h2>Aus dem Ressort</h2><ul>{s.teasers('<li><a href="%u">%t</a></li>', 8)}</ul></div></body></html>"""


def ministry(s: Sheet) -> str:
    """A ministry's press release in the frames of an old content management system."""
    return f"""<!DOCTYPE html><html lang="de"><head><title>Ministerium für Äußeres und Handel - {s.title}</title><meta name="DC.date" content="{s.story.day}"></head><body id="gsb">
<div id="wrapperOuter"><div id="banner"><ul id="servicenav">{menu()}</ul></div><div id="wrapperInner"><div id="navPrimary"><ul>{menu()}</ul></div>
<div id="content"><div class="stage-text"><p class="dachzeile">Pressemitteilung Nr. {40 + s.number}</p><h1>{s.title}</h1><p class="datum">{s.story.day}</p></div>
{s.each('<div class="abschnitt"><p class="Bodytext">%</p></div>')}<div class="kontakt-box"><h2>Pressekontakt</h2><p>{s.drop("Fragen von Journalistinnen und Journalisten beantwortet das Pressereferat werktags von neun bis siebzehn Uhr unter der bekannten Nummer.")}</p></div></div>
<div id="supplement"><h2>Weitere Informationen</h2><ul>{s.teasers('<li><a href="%u">%t</a></li>', 4)}</ul></div></div>
<div id="footer">{s.noise(noise.LEGAL, "<p>%</p>")}</div></div></body></html>"""


def advice(s: Sheet) -> str:
    """A foreign office's advice: sections that open on a click, closed in the markup."""
    heads = ("Aktuelles", "Sicherheit", "Einreise und Zoll", "Gesundheit", "Reiseinfos", "Natur und Klima", "Vertretungen")
    parts = "\n".join(
        f'<h2><button aria-expanded="{str(k == 0).lower()}" aria-controls="panel-{k}">{heads[k]}</button></h2>'
        f'<div id="panel-{k}" class="accordion__panel"{"" if k == 0 else (" hidden", " aria-hidden=true")[k % 2]}><p>{s.want(text)}</p></div>'
        for k, text in enumerate(s.story.paragraphs)
    )
    return f"""<!DOCTYPE html><html lang="de"><head><title>Reise- und Sicherheitshinweise: {s.title}</title></head><body><a class="skip" href="#c">Zum Inhalt</a>
<header><nav>{menu('<a href="/%">%</a>')}</nav></header><main id="c"><h1>Reise- und Sicherheitshinweise</h1><p>Stand: {s.story.day} (Unverändert gültig)</p><div class="accordion">{parts}</div></main>
<footer>{s.noise(noise.LEGAL, "<p>%</p>")}<div hidden><p>{s.drop("Diese Seite ist in Ihrem Browser nicht vollständig darstellbar, bitte verwenden Sie eine neuere Version.")}</p></div></footer></body></html>"""


def austrian(s: Sheet) -> str:
    """An Austrian outlet: sections, a lead in h2, the forum as a custom element."""
    return f"""<!DOCTYPE html><html lang="de-AT"><head><title>{s.title} - Donauwelle</title></head><body><dw-header><nav>{menu('<a href="/%">%</a>')}</nav></dw-header>
<div class="story-site"><section class="story-header"><h1>{s.title}</h1><h2 class="story-lead">{s.paragraphs(0, 1)[0]}</h2><div class="story-meta">{s.story.author}<time>{s.story.day}</time></div></section>
<section class="story-story" id="ss-storyText"><div class="opener"></div>{s.each("<p>%</p>", 1)}<div class="byline">red, {s.story.day}</div></section>
<section class="story-links"><h2>Links:</h2><ul>{s.teasers('<li><a href="%u">%t</a></li>', 3)}</ul></section>
<dw-forum><section class="forum-list">{s.comments('<article class="post"><h4>%n</h4><p>%x</p></article>', 5)}</section></dw-forum></div></body></html>"""


def breaks(s: Sheet) -> str:
    """One div, and two line breaks between the paragraphs."""
    return f"""<html><head><title>{s.title}</title></head><body><div id="menu">{menu('<a href="%.php">%</a> ')}</div>
<div id="news"><h2>{s.title}</h2><i>{s.story.day}</i><br><br>{s.each("%", join="<br><br>")}<br /><br /><a href="javascript:history.back()">zurück</a></div>
<div id="box">{s.teasers('<b>%t</b><br>%x<br><br>', 2)}</div></body></html>"""


def spans(s: Sheet) -> str:
    """Each sentence in span in span, as editors that keep every format make them."""
    body = "\n".join(
        "<p>" + ". ".join(f'<span style="font-size:12pt"><span data-k="{k}">{part}</span></span>' for k, part in enumerate(text.split(". "))) + "</p>"
        for text in s.paragraphs()
    )
    return f"""<!DOCTYPE html><html><head><title>{s.title}</title></head><body><div class="outer"><div class="logo"><a href="/">Zur Startseite</a></div><div class="inner"><div class="headline"><span><span>{s.title}</span></span></div>
<div class="richtext"><div><div>{body}</div></div></div></div><div class="feet">{s.noise(noise.LEGAL, "<div><span><span>%</span></span></div>")}</div></div></body></html>"""


def concealed(s: Sheet) -> str:
    """Among the paragraphs stands what no reader sees: attributes and styles hide it."""
    hidden = (
        s.noise(noise.PROMO[:1], "<div hidden><p>%</p></div>"),
        s.noise(noise.PROMO[1:], '<p style="display: none">%</p>'),
        s.noise(noise.COOKIES[:1], '<div aria-hidden="true"><p>%</p></div>'),
        s.noise(noise.COOKIES[1:2], '<div style="color:red;visibility:hidden;"><p>%</p></div>'),
    )
    mixed = "\n".join(f"<p>{text}</p>{hidden[k] if k < len(hidden) else ''}" for k, text in enumerate(s.paragraphs()))
    return f"""<!DOCTYPE html><html lang="de"><head><title>{s.title}</title></head><body><article><h1>{s.title}</h1>{mixed}</article>
<template><p>{s.drop("Vorlage: Hier steht der Text einer Meldung, die ein Skript später einsetzen wird.")}</p></template></body></html>"""


def flooded(s: Sheet) -> str:
    """Far more teasers than text, all of them marked as articles, and the report as one of them."""
    card = '<article class="card"><a href="%u"><h3>%t</h3></a><p>%x</p></article>'
    return f"""<!DOCTYPE html><html lang="de"><head><title>{s.title}</title></head><body><div class="topbar">{menu('<a href="/%">%</a>')}</div>
<div class="strip">{s.teasers(card, 4)}</div><article class="main-story"><h1>{s.title}</h1>{s.each("<p>%</p>")}</article>
<div class="wall">{s.teasers(card, 8, 4)}</div><div class="wall">{s.noise(noise.LEGAL + noise.PROMO, '<article class="card"><p>%</p></article>')}</div></body></html>"""


LAYOUTS = (
    classic, soup, nineties, linked_data, interrupted, discussed, consent, letter, stub, stub_offer, ticker, gallery,
    interview, listed, ministry, advice, austrian, breaks, spans, concealed, flooded,
)  # fmt: skip
