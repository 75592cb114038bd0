"""A sample page is put into the markup that an outlet's page comes in: scripts, styles, a large menu, drawings.

The samples alone are a few thousand characters long; pages of outlets are mostly this, some hundred thousand.
"""

from __future__ import annotations

import json
import re

SECTIONS, ENTRIES, RULES, STATES, LINKS = 14, 12, 700, 400, 60

_STYLE = "".join(
    f".m{k}-card__body{{margin:{k % 9}px {k % 7}px;color:#{k * 7919 % 4096:03x}}}@media(min-width:{480 + k}px){{.m{k}>a:hover{{top:0}}}}" for k in range(RULES)
)
_STATE = json.dumps({"state": [{"id": k, "kind": "card", "html": f'<div class="k{k}"><p>…</p></div>', "seen": k % 3 == 0} for k in range(STATES)]})
_HEAD = f'<style>{_STYLE}</style><script>window.__STATE__={_STATE};</script><meta name="viewport" content="width=device-width">'
_ICON = '<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><g fill="none"><path d="M4 12h16M12 4v16"/><circle cx="12" cy="12" r="9"/></g></svg>'
_MENU = "".join(
    f'<li class="mm__item"><a class="mm__link" href="/rubrik-{a}/" data-track="nav,{a}"><span>Rubrik {a}</span>{_ICON}</a><ul class="mm__sub">'
    + "".join(f'<li class="mm__leaf"><a href="/rubrik-{a}/{b}/" data-track="nav,{a},{b}"><span class="t">Unterrubrik {a}.{b}</span></a></li>' for b in range(ENTRIES))
    + "</ul></li>"
    for a in range(SECTIONS)
)
_FOOT = "".join(f'<div class="gf-col"><a class="gf-link" href="/dienst-{k}">{_ICON}<span>Dienst Nummer {k}</span></a></div>' for k in range(LINKS))


def dressed(html: str) -> str:
    """The page with head, menu and foot of an outlet around what it has."""
    html = re.sub(r"</head>", lambda m: _HEAD + m[0], html, count=1, flags=re.I)
    html = re.sub(r"<body[^>]*>", lambda m: f'{m[0]}<div class="mm"><ul class="mm__list">{_MENU}</ul></div>', html, count=1, flags=re.I)
    return re.sub(r"</body>", lambda m: f'<div class="gf">{_FOOT}</div>{m[0]}', html, count=1, flags=re.I)
