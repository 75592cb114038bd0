"""The desk as a running server: an address, one or more processes, an orderly end."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from ipaddress import ip_address

import uvicorn
from fastapi import FastAPI

from lagebild.desk.app import make_app
from lagebild.desk.settings import Settings
from lagebild.errors import UsageError

_VARIABLE = "LAGEBILD_DESK"


def serve(settings: Settings, *, host: str = "127.0.0.1", port: int = 8000, processes: int = 1) -> None:
    """Answer until told to stop.

    Args:
        processes: more than one share the port; each draws pictures of its own.

    Raises:
        UsageError: a desk without accounts would be open to other machines.
    """
    if settings.alone and not _is_loopback(host):
        raise UsageError(f"{host}: without accounts a desk only answers on this machine; add some with 'lagebild people add' and give --accounts")
    options = {"host": host, "port": port, "log_level": "warning", "server_header": False, "date_header": True, "timeout_graceful_shutdown": 5}
    if processes == 1:
        uvicorn.run(make_app(settings), **options)  # type: ignore[arg-type]
        return
    # The processes are started anew and read the settings from their environment.
    os.environ[_VARIABLE] = json.dumps(asdict(settings))
    uvicorn.run("lagebild.desk.serve:application", factory=True, workers=processes, **options)  # type: ignore[arg-type]


def application() -> FastAPI:
    """The desk of a process that was started by another one."""
    stated = json.loads(os.environ[_VARIABLE])
    oidc = stated.pop("oidc")
    return make_app(Settings(**{**stated, "hosts": tuple(stated["hosts"]), "oidc": None if oidc is None else tuple(oidc)}))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
