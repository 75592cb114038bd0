"""What tests do with pages: read their forms, sign in."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient
from httpx import Response

from desk.conftest import PASSWORD


def token_in(page: Response) -> str:
    """The token that a page's forms carry."""
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', page.text) or re.search(r'data-csrf="([0-9a-f]{64})"', page.text)
    assert found is not None
    return found[1]


def sign_in(client: TestClient, name: str, password: str = PASSWORD) -> Response:
    """Sign in as somebody, as a browser does."""
    form = {"name": name, "password": password, "next": "/", "csrf": token_in(client.get("/login"))}
    return client.post("/login", data=form)
