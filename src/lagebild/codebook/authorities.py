"""Names and languages of the offices that publish governments' own advice, from ``data/authorities.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from lagebild.errors import CodebookError


@cache
def _table() -> dict[str, tuple[str, str | None, tuple[str, ...]]]:
    where = "authorities.toml"
    try:
        data = tomllib.loads((files("lagebild.codebook") / "data" / where).read_text(encoding="utf-8"))
        return {code: (entry["name"], entry.get("language"), tuple(entry.get("outlets", ()))) for code, entry in data.items()}
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise CodebookError(f"{where}: {error}; each [CODE] needs a name") from error


def authority_name(code: str) -> str | None:
    """The office behind a government's own page as it signs, None where it is not listed.

    >>> authority_name("DE")
    'Auswärtiges Amt'
    """
    return _table().get(code, (None, None, ()))[0]


def authority_language(code: str) -> str | None:
    """The language in which an authority usually writes, "de" or "en"; None for another or an unlisted one."""
    return _table().get(code, (None, None, ()))[1]


def signed_by(outlet: str) -> str | None:
    """The government whose office an outlet's name is or begins with, None for a medium.

    >>> signed_by("Auswärtiges Amt (Reise- und Sicherheitshinweise)"), signed_by("AA-Kurier")
    ('DE', None)
    """
    said = outlet.casefold().strip()
    for code, (_, _, names) in _table().items():
        for name in names:
            start = name.casefold()
            if said == start or (said.startswith(start) and said[len(start)] in " (,:/"):
                return code
    return None
