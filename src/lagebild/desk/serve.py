"""The desk as a running server: an address, one or more processes, an orderly end."""

from __future__ import annotations

import gc
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

from lagebild.desk.app import make_app
from lagebild.desk.languages import LANGUAGES
from lagebild.desk.settings import OpenID, Settings, is_loopback
from lagebild.errors import UsageError

_VARIABLE = "LAGEBILD_DESK"
SECRET = "LAGEBILD_OIDC_SECRET"
"""The variable in which the provider's client secret may lie."""


def serve(settings: Settings, *, host: str = "127.0.0.1", port: int = 8000, processes: int = 1) -> None:
    """Answer until told to stop.

    Args:
        processes: more than one share the port; each draws pictures of its own.

    Raises:
        UsageError: a desk without accounts would be open to other machines.
    """
    if settings.alone and not is_loopback(host):
        raise UsageError(f"{host}: without accounts a desk only answers on this machine; add some with 'lagebild people add' and give --accounts")
    options = {"host": host, "port": port, "log_level": "warning", "server_header": False, "date_header": True, "timeout_graceful_shutdown": 5}
    if processes == 1:
        os.environ.pop(SECRET, None)  # what this process starts has no use for it
        uvicorn.run(_ready(make_app(settings)), **options)  # type: ignore[arg-type]
        return
    # The processes are started anew and read the settings from their environment.
    os.environ[_VARIABLE] = json.dumps(written(settings))
    uvicorn.run("lagebild.desk.serve:application", factory=True, workers=processes, **options)  # type: ignore[arg-type]


def application() -> FastAPI:
    """The desk of a process that was started by another one."""
    settings = read(json.loads(os.environ[_VARIABLE]))
    os.environ.pop(SECRET, None)
    return _ready(make_app(settings))


def _ready(app: FastAPI) -> FastAPI:
    """The desk with the pages of its places on their way, so that its first readers do not wait for them."""
    app.state.fronts.warm(LANGUAGES[0])
    # A page is made of thousands of small things that live as long as it: looking through them for garbage every
    # 700 of them takes a third of the time. What is imported by now stays for good.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    return app


def written(settings: Settings) -> dict[str, Any]:
    """Settings for another process, without the provider's secret: it is read again where it was read first.

    The environment is handed on to whatever a process starts and shows in more places than a file that its owner alone
    may read; so the secret is in it only where somebody put it there.
    """
    stated = asdict(settings)
    if settings.oidc is not None:
        del stated["oidc"]["secret"]
    return stated


def read(stated: dict[str, Any]) -> Settings:
    """What ``written`` wrote.

    Raises:
        UsageError: the secret is not where it was.
    """
    oidc = stated["oidc"]
    if oidc is not None:
        oidc = OpenID(**{**oidc, "hosts": tuple(oidc["hosts"]), "secret": read_secret(oidc["secret_file"])})
    return Settings(**{**stated, "hosts": tuple(stated["hosts"]), "oidc": oidc})


def read_secret(file: str | None) -> str:
    """The provider's client secret: the first line of a file, or a variable of the environment.

    Raises:
        UsageError: there is none.
    """
    if file is None:
        found = os.environ.get(SECRET, "")
        if not found:
            raise UsageError(f"the provider's client secret is missing; put it into {SECRET}, or give --oidc-secret-file FILE")
        return found
    try:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise UsageError(f"{file}: the secret cannot be read ({why})") from None
    if not lines or not lines[0].strip():
        raise UsageError(f"{file}: its first line is empty; write the provider's client secret there")
    return lines[0].strip()
