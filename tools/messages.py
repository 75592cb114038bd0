"""The desk's own words: takes them out of templates and code, and says which the English catalogue lacks.

    python tools/messages.py            what is missing, and what nobody asks for any more; status 1 if there is any
    python tools/messages.py --write    adds what is missing, empty, and takes out the rest
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

DESK = Path(__file__).parents[1] / "src" / "lagebild" / "desk"
CATALOGUE = DESK / "locale" / "en.po"
METHODS = [("**.j2", "jinja2.ext:babel_extract"), ("**.py", "python")]
OPTIONS = {"**.j2": {"trim_blocks": "true", "lstrip_blocks": "true", "extensions": "jinja2.ext.i18n"}}


def asked_for() -> Iterator[tuple[str | tuple[str, ...], str]]:
    """Each message with the file it stands in; refusals and what ``page`` is given as ``what`` are messages, too."""
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2), "Refusal": (2,), "refuse": (2,)}
    for name, _, message, _, _ in extract_from_dir(str(DESK), METHODS, OPTIONS, keywords=keywords):
        if isinstance(message, tuple):
            message = tuple(part for part in message if part) if len([p for p in message if p]) > 1 else next(p for p in message if p)
        yield message, name


def said_by_code() -> list[str]:
    """Words that the application itself puts on a page of refusal."""
    from lagebild.desk.app import SAID

    return list(SAID.values())


def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def wanted() -> dict[str, str | tuple[str, ...]]:
    """Messages by their first form."""
    found = {m if isinstance(m, str) else m[0]: m for m, _ in asked_for() if m}
    return {**found, **{m: m for m in said_by_code()}}


def compare() -> tuple[list[str], list[str]]:
    """Messages without a translation, and translations without a message."""
    there = {m.id if isinstance(m.id, str) else m.id[0]: m for m in catalogue() if m.id}
    asked = wanted()
    missing = [m for m in asked if m not in there or not all(there[m].string if isinstance(there[m].string, tuple) else [there[m].string])]
    return missing, [m for m in there if m not in asked]


def rewrite() -> None:
    """The catalogue with what is asked for and nothing else."""
    old, fresh = catalogue(), Catalog(locale="en")
    for first, message in wanted().items():
        known = old.get(first)
        fresh.add(message, known.string if known is not None else ("", "") if isinstance(message, tuple) else "")
    with CATALOGUE.open("wb") as file:
        write_po(file, fresh, omit_header=False, sort_output=True, width=0, include_lineno=False)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    if parser.parse_args().write:
        rewrite()
    missing, unused = compare()
    for message in missing:
        print(f"not in English: {message}")
    for message in unused:
        print(f"no longer asked for: {message}")
    return 1 if missing or unused else 0


if __name__ == "__main__":
    sys.exit(main())
