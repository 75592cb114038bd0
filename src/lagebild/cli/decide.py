"""``lagebild decide`` and ``lagebild decisions``: what an analyst decides, and what was decided."""

from __future__ import annotations

import re
import shutil
import sys
from datetime import UTC, datetime, time
from typing import Any

import click

from lagebild.cli.common import moment, write
from lagebild.cli.stored import say_line, store_option
from lagebild.codebook.ladders import load_ladders
from lagebild.errors import UsageError
from lagebild.model import Correction, Decision, DecisionKind, Passage, Span, Status
from lagebild.model.decision import CLEARABLE
from lagebild.pipeline import name_of
from lagebild.publish import decision_to_json, open_to_json, render_decisions, render_open

_form = click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
_lang = click.option("--lang", type=click.Choice(["de", "en"]), default="de", show_default=True)


@click.command("decide")
@click.argument("kind", type=click.Choice([str(kind) for kind in DecisionKind]))
@click.argument("target")
@store_option
@click.option("--author", required=True, metavar="NAME", help="Wer entscheidet. / Who decides.")
@click.option("--reason", required=True, metavar="TEXT", help="Warum. / Why.")
@click.option("--value", metavar="STEP", help="Schritt der Leiter. / Step of the ladder.")
@click.option("--status", type=click.Choice([str(status) for status in Status]))
@click.option("--actor", metavar="CODE", help="Um wessen Haltung es geht. / Whose posture it is.")
@click.option("--speaker-actor", metavar="CODE", help="Wer hinter dem Sprecher steht. / Who stands behind the speaker.")
@click.option("--place", metavar="CODE")
@click.option("--dimension", type=click.Choice([d.name for d in load_ladders().dimensions]), help="Nur für answer. / For answer only.")
@click.option("--scope", type=click.Choice(["country", "parts", "route"]))
@click.option("--as-of", metavar="DAY", help="Seit wann: 2022, 2022-01 oder 2022-01-23. / Since when.")
@click.option("--detail", metavar="WORDS", help="Was die Aussage von anderen der Zelle unterscheidet. / What tells it apart.")
@click.option("--provisional/--final", default=None, help="Gilt nur vorläufig oder nicht. / Holds only for now, or not.")
@click.option("--clear", "cleared", multiple=True, type=click.Choice([n.replace("_", "-") for n in CLEARABLE]), help="Dazu steht nichts da. / Nothing is stated of it.")
@click.option("--passage", metavar="BEGIN:END", help="Worte, auf denen eine Antwort ruht. / Words that an answer rests on.")
@click.option("--other", metavar="ID", help="Der andere Bericht (merge). / The other report.")
@click.option("--document", metavar="ID", help="In welchem Bericht, wo mehrere die Aussage haben. / In which report, where several have the claim.")
@_form
@_lang
def decide_command(
    kind: str, target: str, address: str, author: str, reason: str, passage: str | None, form: str, lang: str, **stated: Any
) -> None:
    """Eine Aussage bestätigen, verwerfen, berichtigen, zuordnen; Berichte als eine Quelle zählen oder trennen; Offenes
    beantworten; eine Entscheidung zurücknehmen. / Decide on a claim, on what counts as one source, on what was left open.

    TARGET: id of a claim, a report, something left open, or a decision.
    """
    from lagebild.store import decide, open_store  # the other commands start sooner without a database

    other, document = stated.pop("other"), stated.pop("document")
    given = {name: value.upper() if name in ("actor", "place", "speaker_actor") else value for name, value in stated.items() if value not in (None, ())}
    if "cleared" in given:
        given["cleared"] = tuple(name.replace("-", "_") for name in given["cleared"])
    if "status" in given:
        given["status"] = Status(given["status"])
    with open_store(address, create=False) as store, store.write() as connection:
        decision = Decision(
            made=datetime.now(UTC),
            author=author,
            kind=DecisionKind(kind),
            target=target,
            reason=reason,
            correction=Correction(**given) if given else None,
            passage=_passage(connection, target, passage) if passage or kind == DecisionKind.ANSWER else None,
            other=other,
            document=document,
        )
        kept = decide(connection, decision)
    if form == "jsonl":
        say_line(decision_to_json(kept))
    else:
        write(render_decisions([(kept, None)], name_of, lang=lang, width=_columns()), None)


def _passage(connection: Any, target: str, stated: str | None) -> Passage:
    """The words at the offsets given; without any, those that were left open."""
    from lagebild.store import find_open

    found = re.fullmatch(r"(\d{1,9}):(\d{1,9})", stated or "0:0", re.ASCII)
    if found is None or int(found[1]) > int(found[2]):
        raise UsageError(f"--passage {stated}: give the offsets of the words, such as 120:187")
    asked = find_open(connection, target)
    if asked is None or asked.text is None:
        return Passage(document=target, span=Span(0, 0), exact="")  # refused by name when it is looked up
    span = asked.span if stated is None else Span(int(found[1]), int(found[2]))
    return Passage(document=asked.key, span=span, exact=asked.text[span.begin : span.end])


@click.command("decisions")
@store_option
@click.option("--target", metavar="ID", help="Nur über diese Aussage, diesen Bericht, diese Entscheidung. / Only about this.")
@click.option("--author", metavar="NAME", help="Nur von ihr oder ihm. / Only by this person.")
@click.option("--since", metavar="TIME", help="Ab dieser Zeit. / From then on.")
@click.option("--known-at", "known", metavar="TIME", help="Was bis dahin entschieden war. / What had been decided by then.")
@click.option("--dangling", "lost", is_flag=True, help="Nur solche, deren Worte der Bericht nicht mehr enthält. / Only those whose words are gone.")
@click.option("--open", "unanswered", is_flag=True, help="Stattdessen, was offen blieb, mit Kennung für answer. / What was left open instead.")
@click.option("--place", metavar="CODE", help="Mit --open: nur Berichte über diesen Ort. / With --open: only reports about this place.")
@click.option("--document", metavar="ID", help="Mit --open: nur dieser Bericht. / With --open: only this report.")
@click.option("--limit", type=click.IntRange(1, 1_000), default=50, show_default=True, help="Höchstens so viele. / At most.")
@click.option("--before", metavar="ID", help="Weiter nach diesem Eintrag. / Go on after this one.")
@_form
@_lang
def decisions_command(
    address: str, since: str | None, known: str | None, lost: bool, unanswered: bool, place: str | None, document: str | None, form: str, lang: str, **more: Any
) -> None:
    """Was Analysten entschieden haben, das Neueste zuerst. / What analysts decided, the newest first."""
    from lagebild.store import abstentions, dangling, decisions, open_store

    now = datetime.now(UTC)
    known_at = moment("--known-at", known, now)
    if (place or document) and not unanswered:
        raise UsageError("--place and --document go with --open; for decisions on one claim or report give --target")
    with open_store(address, create=False) as store, store.read() as connection:
        if unanswered:
            page = {"limit": more["limit"], "after": more["before"]}
            items = abstentions(connection, place=place.upper() if place else None, document_key=document, known_at=known_at, **page)
        elif lost:
            found: list[tuple[Decision, str | None]] = [(d, None) for d in dangling(connection, known_at=known_at)]
        else:
            listed = decisions(connection, since=moment("--since", since, now, time.min), known_at=known_at, **more)
            found = [(item.decision, item.undone_by) for item in listed]
    if form == "jsonl":
        for line in map(open_to_json, items) if unanswered else (decision_to_json(d, undone) for d, undone in found):
            say_line(line)
    elif unanswered:
        write(render_open(items, name_of, lang=lang, width=_columns()), None)
    else:
        write(render_decisions(found, name_of, lang=lang, width=_columns()), None)


def _columns() -> int:
    return shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
