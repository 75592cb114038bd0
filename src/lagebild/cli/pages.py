"""``lagebild pages``: the history of governments' own pages, over a store's revisions or over files."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace

import click

from lagebild.actors import own_page
from lagebild.cli.common import Failures, documents, write
from lagebild.cli.stored import store_option
from lagebild.codebook.countries import state_codes
from lagebild.errors import InputError, NotFound, UsageError
from lagebild.picture import PageRevision, page_history, pages_of, told_history
from lagebild.pipeline import name_of, understand
from lagebild.publish import pages_to_json, render_pages
from lagebild.publish.pages import PageTold


@click.command()
@click.argument("paths", metavar="[INPUT]...", nargs=-1)
@store_option
@click.option("--authority", metavar="CODE", help="Nur diese Regierung, etwa DE. / Only this government's.")
@click.option("--place", metavar="CODE", help="Nur dieser Ort, etwa LB. / Only this place.")
@click.option("--published", metavar="DATE", help="Datum für Texte ohne eigenes Datum (ISO 8601).")
@click.option("--all", "everything", is_flag=True, help="Auch Sätze zu Gesundheit, Einreise und anderem. / Other sections, too.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@click.option("--lang", type=click.Choice(["de", "en"]), default="de", show_default=True)
@click.option("-o", "--output", metavar="FILE", help="Ausgabe in diese Datei statt auf die Standardausgabe.")
def pages(
    paths: tuple[str, ...],
    address: str,
    authority: str | None,
    place: str | None,
    published: str | None,
    everything: bool,
    form: str,
    lang: str,
    output: str | None,
) -> None:
    """Die Geschichte amtlicher Seiten: alter und neuer Wortlaut, alte und neue Stufe. / How official pages changed.

    Without INPUT the pages of the store; a text of INPUT that names no authority or place is taken to be of those given.
    """
    authority, place = _code("--authority", authority), _code("--place", place)
    failures = Failures()
    if paths:
        revisions = list(_of_files(paths, published, authority, place, failures))
    else:
        revisions = _of_a_store(address, authority, place)
    told = [PageTold(changes=page_history(page), entries=told_history(page[-1])) for page in pages_of(revisions)]
    if not told and not failures.count:
        about = " ".join(part for part in (authority, place) if part) or "any authority"
        raise NotFound(f"no official page of {about} was found; a text is one if it states authority and place")
    if form == "jsonl":
        write("".join(json.dumps(line, ensure_ascii=False) + "\n" for page in told for line in pages_to_json(page)), output)
    else:
        columns = shutil.get_terminal_size((100, 24)).columns if output is None and sys.stdout.isatty() else 100
        write(render_pages(told, name_of, lang=lang, width=columns, everything=everything), output)
    failures.leave()


def _code(option: str, stated: str | None) -> str | None:
    if stated is None:
        return None
    if stated.upper() not in state_codes():
        raise UsageError(f"{option} {stated}: no ISO 3166-1 code of a state; write two letters such as DE")
    return stated.upper()


def _of_files(
    paths: tuple[str, ...], published: str | None, authority: str | None, place: str | None, failures: Failures
) -> Iterator[PageRevision]:
    for document in failures.documents(documents(paths, published)):
        own = own_page(document)
        own = replace(own, authority=own.authority or authority, place=own.place or place)
        if own.authority is None or own.place is None:
            remedy = "state authority and place in its front matter, or give --authority and --place"
            failures.tell(InputError(document.source, "names no authority and country as whose page it is", remedy))
        elif authority in (None, own.authority) and place in (None, own.place):
            read = understand(own)
            yield PageRevision(document=read.document, claims=tuple(read.claims.claims))


def _of_a_store(address: str, authority: str | None, place: str | None) -> list[PageRevision]:
    from lagebild.store import official_pages, open_store  # the other commands start sooner without a database

    with open_store(address, create=False) as store, store.read() as connection:
        found = official_pages(connection, authority, place)
    return [PageRevision(document=r.document, claims=r.claims) for r in found]
