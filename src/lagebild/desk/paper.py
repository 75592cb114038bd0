"""From a template to an answer: language, names, the reader, and the addresses of style and script.

Templates escape everything that is put into them; what may stand unescaped is made by this package alone.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from lagebild.desk.doors import COOKIE, new_cookie, token_of
from lagebild.desk.languages import LANGUAGES, choose, translations
from lagebild.desk.rights import Caller
from lagebild.pipeline import name_of
from lagebild.publish import dates
from lagebild.publish.plain import soften, tight, visible, web_address
from lagebild.publish.readings import Words
from lagebild.publish.reports import Shelf

LANGUAGE_COOKIE = "lagebild-language"
_STATIC = ("brief.css", "desk.css", "desk.js", "htmx.min.js")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages load; ``digest`` is part of its address, so that it may be kept for ever."""

    name: str
    body: bytes
    kind: str
    digest: str


@cache
def assets() -> Mapping[str, Asset]:
    """Style and script by name."""
    found = {}
    for name in _STATIC:
        package = "lagebild.publish" if name == "brief.css" else "lagebild.desk"
        folder = "templates" if name == "brief.css" else "static"
        body = (resources.files(package) / folder / name).read_bytes()
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        found[name] = Asset(name, body, kind, sha256(body).hexdigest()[:12])
    return found


@cache
def words_in(lang: str) -> Words:
    """Labels without any report."""
    return Words.of(Shelf.of(()), name_of, lang)


@cache
def environment(lang: str) -> Environment:
    """Templates of the desk in a language; those of the brief are there, too."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("lagebild.desk", "templates"), PackageLoader("lagebild.publish", "templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(translations(lang), newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(visible=visible, tight=tight, soften=soften, web=web_address)

    def say(when: date | datetime) -> str:
        return dates.say(when, lang)

    def static(name: str) -> str:
        return f"/static/{name}?v={assets()[name].digest}"

    made.globals.update(say=say, static=static, lang=lang, languages=LANGUAGES, link=link, iso=_iso)
    return made


def link(path: str, **given: object) -> str:
    """An address with those parameters that have a value."""
    stated = [(name, _iso(value) if isinstance(value, datetime) else str(value)) for name, value in given.items() if value not in (None, "")]
    return f"{path}?{urlencode(stated)}" if stated else path


def language_of(request: Request) -> str:
    """The language of the answer."""
    cookie = request.cookies.get(LANGUAGE_COOKIE)
    return choose(request.query_params.get("lang"), cookie, request.headers.get("accept-language", ""))


def set_part(template: str, lang: str, **shown: Any) -> str:
    """A part of a page by itself."""
    return environment(lang).get_template(template).render(**shown)


def page(request: Request, template: str, *, status: int = 200, **shown: Any) -> Response:
    """An answer of HTML; only the part within the frame where the script asks for it."""
    lang = language_of(request)
    caller: Caller = getattr(request.state, "caller", Caller())
    held = caller.held or new_cookie()
    part = request.headers.get("hx-request") == "true" and request.headers.get("hx-boosted") != "true"
    text = (
        environment(lang)
        .get_template(template)
        .render(
            w=shown.pop("w", None) or words_in(lang),
            who=caller,
            alone=request.app.state.settings.alone,
            csrf=token_of(held),
            path=request.url.path,
            here=str(request.url.path) + (f"?{request.url.query}" if request.url.query else ""),
            query=dict(request.query_params),
            layout="part.html.j2" if part else "layout.html.j2",
            **shown,
        )
    )
    answer = HTMLResponse(text, status_code=status, headers={"vary": "HX-Request, Cookie, Accept-Language", "content-language": lang})
    if not caller.held:
        set_cookie(request, answer, held)
    stated = request.query_params.get("lang")
    if stated in LANGUAGES and stated != request.cookies.get(LANGUAGE_COOKIE):
        answer.set_cookie(LANGUAGE_COOKIE, stated, max_age=31_536_000, samesite="lax", secure=request.app.state.settings.secure)
    return answer


def set_cookie(request: Request, answer: Response, held: str) -> None:
    """Give the browser what it shows at the door: no script reads it, no other site sends it with a form."""
    answer.set_cookie(COOKIE, held, httponly=True, samesite="lax", secure=request.app.state.settings.secure, path="/")


def _iso(when: date | datetime) -> str:
    return dates.iso(when) or ""
