"""Layouts held back: written with the others, before any result was seen.

Scored once when the rules were done (precision .923, recall .828, F1 .873; trafilatura .662, .945, .778), then read:
``agency``, ``tabs``, ``wrapped`` and ``quoted`` were mended by general rules and are held back no longer in that
sense. What is measured here since is how well the rules keep, not what a new layout gets.
"""

from __future__ import annotations

from pages import noise
from pages.sheet import STYLE, Sheet, ld, menu


def amp(s: Sheet) -> str:
    """The page for telephones, with its own elements."""
    return f"""<!doctype html><html ⚡ lang="de"><head><meta charset="utf-8"><title>{s.title}</title><link rel="canonical" href="https://kuestenbote.example/a">
<style amp-boilerplate>body{{visibility:hidden}}</style></head><body><amp-consent id="c" layout="nodisplay"><div id="ui"><p>{s.drop(noise.COOKIES[0])}</p></div></amp-consent>
<amp-sidebar id="sb" layout="nodisplay"><ul>{menu()}</ul></amp-sidebar><div class="amp-head"><button on="tap:sb">≡</button></div>
<div class="amp-article"><h1>{s.title}</h1><amp-img src="a.jpg" width="4" height="3"></amp-img><p class="cap">Foto: Archiv</p>{s.each("<p>%</p>", 0, 3)}
<amp-ad width="300" height="250"><div placeholder><p>{s.drop(noise.PROMO[0])}</p></div></amp-ad>{s.each("<p>%</p>", 3)}</div>
<amp-list layout="fixed"><div role="list">{s.teasers('<div role="listitem"><a href="%u">%t</a><p>%x</p></div>', 4)}</div></amp-list>
<div class="amp-foot">{s.noise(noise.LEGAL, "<p>%</p>")}</div></body></html>"""


def tabled(s: Sheet) -> str:
    """A table of figures inside the report."""
    rows = "".join(
        f"<tr><td>{s.want(place)}</td><td>{s.want(what)}</td></tr>"
        for place, what in (("Schleswig und Umgebung", "dreißig Helfer"), ("Nordfriesische Inseln", "zwölf Helfer"), ("Kreis Plön", "noch keine Angaben"))
    )
    return f"""<!DOCTYPE html><html lang="de"><head><title>{s.title}</title></head><body><nav>{menu('<a href="/%">%</a>')}</nav><main><div class="entry"><h1>{s.title}</h1>{s.each("<p>%</p>", 0, 2)}
<table class="data"><thead><tr><th>Gebiet</th><th>Stand</th></tr></thead><tbody>{rows}</tbody></table>{s.each("<p>%</p>", 2)}</div>
<div class="promo-stage">{s.teasers('<div><h3><a href="%u">%t</a></h3><p>%x</p></div>', 3)}</div></main></body></html>"""


def quoted(s: Sheet) -> str:
    """Quotations in blockquote, one of them from a social network."""
    quote = "Die Leute hier haben schon ganz andere Dinge überstanden, und sie werden auch mit diesem fertig."
    post = "Unser Stab ist zusammengetreten. Wir bitten alle, Ruhe zu bewahren und die Leitungen freizuhalten."
    return f"""<!DOCTYPE html><html lang="de"><head><title>{s.title}</title></head><body><div class="shell"><div class="shell-nav"><ul>{menu()}</ul></div><div class="shell-main"><h1>{s.title}</h1>
{s.each("<p>%</p>", 0, 2)}<blockquote><p>{s.want(quote)}</p><cite>eine Anwohnerin</cite></blockquote>{s.each("<p>%</p>", 2, 4)}
<blockquote class="social-post" data-id="99">{s.want(post)}</blockquote>{s.each("<p>%</p>", 4)}</div>
<div class="shell-more"><h2>Meistgelesen</h2><ol>{s.teasers('<li><a href="%u">%t</a></li>', 5)}</ol></div></div></body></html>"""


def swiss(s: Sheet) -> str:
    """A Swiss outlet: everything in custom elements and data attributes."""
    return f"""<!DOCTYPE html><html lang="de-CH"><head><title>{s.title} | Bergblick</title>{STYLE}</head><body><bb-app><bb-navigation>{menu('<bb-link><a href="/%">%</a></bb-link>')}</bb-navigation>
<bb-page data-type="article"><bb-title><h1>{s.title}</h1></bb-title><bb-lead><p>{s.paragraphs(0, 1)[0]}</p></bb-lead><bb-author>{s.story.author}</bb-author>
{s.each("<bb-paragraph><p>%</p></bb-paragraph>", 1, 3)}<bb-ad><p>{s.drop(noise.PROMO[0])}</p></bb-ad>{s.each("<bb-paragraph><p>%</p></bb-paragraph>", 3)}</bb-page>
<bb-teaser-list>{s.teasers('<bb-teaser><a href="%u"><span>%t</span><p>%x</p></a></bb-teaser>', 5)}</bb-teaser-list>
<bb-comments>{s.comments('<bb-comment><span>%n</span><p>%x</p></bb-comment>', 4)}</bb-comments></bb-app></body></html>"""


def agency(s: Sheet) -> str:
    """Three sentences of an agency amid a page of other things."""
    return f"""<!DOCTYPE html><html lang="de"><head><title>{s.title}</title></head><body><div class="hd"><ul>{menu()}</ul></div><div class="cols"><div class="c8"><div class="news-detail"><h1>{s.title}</h1>
<div class="dt">{s.story.day}, 11:04 Uhr</div>{s.each("<p>%</p>")}<div class="src">Quelle: nda</div></div></div>
<div class="c4">{s.teasers('<div class="news-item"><h4><a href="%u">%t</a></h4><p>%x <a href="%u">mehr</a></p></div>', 8)}</div></div>
<div class="ft">{s.noise(noise.LEGAL, "<p>%</p>")}</div></body></html>"""


def endless(s: Sheet) -> str:
    """A second report follows on the same page, as when scrolling goes on without end."""
    other = "".join(f"<p>{s.drop(text)}</p>" for text in (
        "Der Gemeinderat von Oberkirnach hat am Abend den Bau eines neuen Freibads beschlossen, mit einer Stimme Mehrheit.",
        "Das alte Becken war im Frühjahr gesperrt worden, nachdem sich Fliesen gelöst hatten und das Wasser im Boden versickerte.",
        "Baubeginn soll nach dem Ende der nächsten Badesaison sein, die Kosten liegen bei elf Millionen Euro.",
    ))
    return f"""<!DOCTYPE html><html lang="de"><head><title>{s.title}</title></head><body><nav>{menu('<a href="/%">%</a>')}</nav><div id="stream">
<article data-index="0"><h1>{s.title}</h1><div class="txt">{s.each("<p>%</p>")}</div></article>
<article data-index="1"><h1>Freibad wird neu gebaut</h1><div class="txt">{other}</div></article></div></body></html>"""


def weblog(s: Sheet) -> str:
    """A weblog's theme: entry, widgets, and comments as a list."""
    return f"""<!DOCTYPE html><html lang="de"><head><title>{s.title} &#8211; Notizen vom Deich</title></head><body class="post-template-default single has-sidebar"><div id="page" class="site"><div id="masthead" class="site-header"><ul class="nav-menu">{menu()}</ul></div>
<div id="primary" class="content-area"><div id="post-{s.number}" class="post type-post hentry category-meer"><h1 class="entry-title">{s.title}</h1><div class="entry-meta">Von {s.story.author}</div>
<div class="entry-content">{s.each("<p>%</p>")}<div class="sharedaddy sd-sharing"><p>Teilen mit:</p></div><div id="jp-relatedposts"><h3>Ähnliche Beiträge</h3>{s.teasers('<p><a href="%u">%t</a> %x</p>', 3)}</div></div></div>
<div id="comments" class="comments-area"><ol class="comment-list">{s.comments('<li class="comment"><b class="fn">%n</b> sagt:<p>%x</p></li>', 6)}</ol></div></div>
<div id="secondary" class="widget-area"><div class="widget widget_text"><p>{s.drop("Hier schreibt jemand, der am Meer wohnt, über Wetter, Schafe und was die Tage sonst noch bringen.")}</p></div></div></div></body></html>"""


def questions(s: Sheet) -> str:
    """Questions and answers in a list of definitions."""
    asked = ("Was ist geschehen?", "Was ist der Grund?", "Wer ist betroffen?", "Was sagen die Nachbarn?", "Wie lange dauert es noch?", "Was kostet es?", "Womit ist zu rechnen?")
    items = "\n".join(f"<dt>{s.want(q)}</dt><dd>{s.want(text)}</dd>" for q, text in zip(asked, s.story.paragraphs, strict=False))
    return f"""<!DOCTYPE html><html lang="de"><head><title>{s.title}</title></head><body><div class="kopf"><ul>{menu()}</ul></div><div class="mitte"><h1>Fragen und Antworten: {s.title}</h1><dl>{items}</dl></div>
<div class="rand"><dl>{s.teasers('<dt><a href="%u">%t</a></dt><dd>%x</dd>', 2)}</dl></div></body></html>"""


def signed(s: Sheet) -> str:
    """The author's box, keywords and a note on the editing follow the text."""
    return f"""<!DOCTYPE html><html lang="de"><head><title>{s.title}</title></head><body><header>{menu('<a href="/%">%</a>')}</header><main><article><h1>{s.title}</h1>{s.each("<p>%</p>")}
<ul class="keywords"><li><a href="/k/1">Diplomatie</a></li><li><a href="/k/2">Verkehr</a></li></ul>
<div class="author-bio"><img src="p.jpg" alt=""><p>{s.drop("schreibt seit elf Jahren für das Ressort Ausland, lebt mit zwei Katzen in Lüneburg und kocht gern zu scharf.")}</p></div>
<p class="copyright">{s.drop("© Norddeutsches Pressekontor 2025, Abdruck nur mit Erlaubnis")}</p></article>
<div class="next-reads">{s.teasers('<a class="tile" href="%u"><h3>%t</h3><p>%x</p></a>', 3)}</div></main></body></html>"""


def tabs(s: Sheet) -> str:
    """Advice of a foreign office in tabs and details, of which one is shown."""
    half = len(s.story.paragraphs) // 2
    return f"""<!DOCTYPE html><html lang="de-CH"><head><title>Reisehinweise: {s.title}</title></head><body><div class="mod-header">{menu('<a href="/%">%</a>')}</div><div class="container" id="content">
<h1>Reisehinweise</h1><ul role="tablist"><li role="tab" aria-controls="t1">Grundsätzliche Einschätzung</li><li role="tab" aria-controls="t2">Besondere Risiken</li></ul>
<div role="tabpanel" id="t1" class="tab-pane active">{s.each("<p>%</p>", 0, half)}</div>
<div role="tabpanel" id="t2" class="tab-pane" style="display:none">{s.each("<details><summary>Näheres</summary><p>%</p></details>", half)}</div></div>
<div class="mod-footer">{s.noise(noise.LEGAL, "<p>%</p>")}</div></body></html>"""


def wrapped(s: Sheet) -> str:
    """The page is a form; the text hangs in a section with notes below, and a box of facts floats in it."""
    data = ld(**{"@type": "WebPage", "name": s.story.title})
    return f"""<!DOCTYPE html><html lang="de"><head><title>{s.title}</title>{data}</head><body><form id="aspnetForm" method="post"><div class="navi">{menu('<a href="%.aspx">%</a>')}</div>
<section class="bericht"><h2>{s.title}</h2>{s.each("<p>%</p>", 0, 2)}<div class="infobox"><h3>{s.want("Zahlen und Daten")}</h3><p>{s.want("Das Gebiet ist etwa so groß wie Hessen und zählt nach amtlicher Schätzung eine halbe Million Menschen.")}</p></div>
{s.each("<p>%</p>", 2)}</section><div class="werbeflaeche">{s.noise(noise.PROMO, "<p>%</p>")}</div><div class="unten">{s.teasers('<p><a href="%u">%t</a></p>', 6)}</div></form></body></html>"""


LAYOUTS = (amp, tabled, quoted, swiss, agency, endless, weblog, questions, signed, tabs, wrapped)
