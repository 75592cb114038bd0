"""What tests do as programs: keys of people, and reports to send."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from lagebild.store import Store
from lagebild.store.people import Scope, add_key

API = "/api/v1"


def key_of(store: Store, name: str, *scopes: Scope, now: datetime, days: int = 30) -> dict[str, str]:
    """The header that shows a new key of an account."""
    with store.write() as connection:
        token = add_key(connection, name, "Probe", scopes, now=now, ends=now + timedelta(days=days))
    return {"authorization": f"Bearer {token}"}


def some_report(number: int, place: str = "Quito", **more: Any) -> dict[str, Any]:
    """A report of its own words from which something is read about Ecuador."""
    text = (
        f"Das Außenministerium in Oslo hat am Mittwoch seine Botschaft in {place} vorerst geschlossen. "
        f"Das teilte eine Sprecherin in der Mitteilung Nummer {number} mit. "
        f"Norwegen rief seine Staatsangehörigen auf, Ecuador zu verlassen, und nannte dafür {number + 3} Gründe."
    )
    return {"id": f"probe-{number}", "outlet": "Fjordbote", "published": "2025-11-20T09:00:00+01:00", "text": text, **more}
