"""Answers of authorities in the shape in which they come, with invented words."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from lagebild.documents import build_documents
from lagebild.model import Claim, Document
from lagebild.pipeline import understand
from lagebild.sources.answers import Answer, Found
from lagebild.sources.declaration import official_sources
from lagebild.sources.official import read_official

SOURCES = {source.name: source for source in official_sources()}
NOW = datetime(2026, 5, 2, 6, tzinfo=UTC)


def answer(name: str, value: Any, path: str = "") -> Answer:
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return Answer(address=SOURCES[name].address + path, body=body, media_type="application/json", charset=None, retrieved=NOW)


def found(name: str, value: Any, path: str = "") -> Found:
    return read_official(answer(name, value, path), SOURCES[name])


def documents(result: Found) -> list[Document]:
    return [d for d in build_documents(result.reports) if isinstance(d, Document)]


def claims(result: Found) -> list[Claim]:
    return [c for document in documents(result) for c in understand(document).claims.claims]


def steps(result: Found) -> set[tuple[str, str, str, str | None]]:
    return {(c.place, c.dimension, c.value, c.scope) for c in claims(result)}


def entry(code: str, name: str, changed: int = 1777600000, **more: Any) -> dict[str, Any]:
    """An entry of the Auswärtiges Amt's list."""
    flags = dict.fromkeys(("warning", "partialWarning", "situationWarning", "situationPartWarning"), False)
    title = f"{name}: Reise- und Sicherheitshinweise"
    return {"lastModified": changed, "effective": changed, "title": title, "countryCode": code, "countryName": name, **flags, **more}


def index(**entries: dict[str, Any]) -> dict[str, Any]:
    return {"response": {"lastModified": 1777600000, "contentList": list(entries), **{k.lstrip("n"): v for k, v in entries.items()}}}


def country_page(**details: Any) -> dict[str, Any]:
    """A country's page of GOV.UK."""
    usual = {
        "country": {"name": "Mali", "slug": "mali"},
        "updated_at": "2026-05-01T09:30:00Z",
        "reviewed_at": "2026-05-01T12:00:00Z",
        "change_description": "The embassy's opening hours were added.",
        "alert_status": [],
        "parts": [],
    }
    return {
        "base_path": "/foreign-travel-advice/mali",
        "title": "Mali travel advice",
        "public_updated_at": "2026-05-01T09:30:00Z",
        "details": usual | details,
    }
