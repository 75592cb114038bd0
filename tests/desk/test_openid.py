"""Signing in at a provider that really answers: what lets somebody in, and everything that does not."""

from __future__ import annotations

import gzip
import http.client
import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from joserfc.jws import JWSRegistry

from desk.conftest import NOW, PASSWORD
from desk.pages import sign_in
from desk.provider import CLIENT, SECRET, Provider, answering
from lagebild.desk import openid
from lagebild.desk.app import make_app
from lagebild.desk.passwords import hash_password
from lagebild.desk.settings import OpenID, Settings
from lagebild.errors import UsageError
from lagebild.store import Store, open_store
from lagebild.store.people import Role, add_account, change_account, find_account
from lagebild.store.vouched import LONGEST_ERRAND, expect

ORIGIN = "http://localhost"
DOUBT = "Der Nachweis des Anbieters ist nicht zu glauben"
CLOCKS = "gehen die Uhren beider Seiten richtig"
SILENT = "antwortet nicht; bitte später"
CONFUSED = "antwortet nicht so, wie er soll"
OVER = "abgelaufen, schon benutzt oder in einem anderen Browser begonnen"


@pytest.fixture(scope="module")
def key() -> RSAKey:
    return RSAKey.generate_key(2048)


@pytest.fixture
def provider(key: RSAKey, caplog: pytest.LogCaptureFixture) -> Iterator[Provider]:
    """A provider; whatever the desk logged meanwhile, in whatever detail, holds nothing that opens a door."""
    caplog.set_level(logging.DEBUG)
    with answering(Provider(key)) as running:
        yield running
    # The client of the tests itself says which addresses it asks.
    said = "\n".join(r.getMessage() + str(r.exc_info or "") for r in caplog.get_records("call") if f"{ORIGIN}/" not in r.getMessage())
    assert [secret for secret in running.secrets if secret in said] == []


@pytest.fixture
def embedded(tmp_path: Any) -> Iterator[Store]:
    """A store on SQLite in which the provider's person is jana, a reader."""
    with open_store(str(tmp_path / "desk.db")) as opened:
        add_jana(opened)
        yield opened


def add_jana(store: Store) -> None:
    with store.write() as connection:
        add_account(connection, "jana", Role.READER, now=NOW)
        expect(connection, "jana", "jana@example.org")


def house(provider: Provider, **more: Any) -> OpenID:
    return OpenID(**{"issuer": provider.address, "client": CLIENT, "secret": SECRET, "origin": ORIGIN, "name": "Hausanmeldung", **more})


@contextmanager
def desk_of(store: Store, provider: Provider, now: datetime = NOW, **more: Any) -> Iterator[TestClient]:
    app = make_app(Settings(store="", alone=False, oidc=house(provider, **more)), store=store, now=lambda: now)
    with TestClient(app, base_url=ORIGIN, headers={"accept-language": "de"}, follow_redirects=False) as client:
        yield client


@pytest.fixture
def desk(embedded: Store, provider: Provider) -> Iterator[TestClient]:
    with desk_of(embedded, provider) as client:
        yield client


def at_provider(begun: Response) -> str:
    """Where the provider sends the browser back to."""
    assert begun.status_code == 303, begun.text
    parts = urlsplit(begun.headers["location"])
    asking = http.client.HTTPConnection(parts.netloc, timeout=10)
    asking.request("GET", f"{parts.path}?{parts.query}")
    back = asking.getresponse().headers["location"]
    asking.close()
    assert back.startswith(f"{ORIGIN}/login/openid/return?")
    return back.removeprefix(ORIGIN)


def sign_in_there(client: TestClient, following: str = "/sources") -> Response:
    return client.get(at_provider(client.get("/login/openid", params={"next": following})))


def is_signed_in(client: TestClient) -> bool:
    return client.get("/me").status_code == 200


def test_who_is_vouched_for_signs_in_and_what_was_held_before_is_worth_nothing(store: Store, provider: Provider) -> None:
    add_jana(store)
    provider.claims = {"role": "admin", "roles": ["admin"], "groups": ["admin"]}
    with desk_of(store, provider) as client:
        page = client.get("/login?next=/sources").text
        assert "Anmelden mit Hausanmeldung" in page
        assert f'href="{ORIGIN}/login/openid?next=%2Fsources"' in page
        before = client.cookies["lagebild"]
        answer = sign_in_there(client)
        assert (answer.status_code, answer.headers["location"]) == (303, "/sources")
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert client.cookies["lagebild"] != before
        assert is_signed_in(client)
        # The role is the account's, whatever the token says.
        assert client.get("/people").status_code == 403
        held = client.cookies["lagebild"]
        client.cookies.clear()
        client.cookies.set("lagebild", before)
        assert not is_signed_in(client)
        client.cookies.clear()
        client.cookies.set("lagebild", held)
        # Known by the subject from now on, whatever address the provider states.
        provider.person = {"sub": "17", "email": "neu@example.org", "email_verified": False}
        sign_in_there(client)
        assert is_signed_in(client)
        client.cookies.clear()
        client.cookies.set("lagebild", held)
        assert not is_signed_in(client)
    with store.read() as connection:
        found = find_account(connection, "jana")
        assert found is not None
        assert (found.subject, found.role) == (f"{provider.address} 17", Role.READER)


def test_one_process_ends_what_another_began_and_only_once(store: Store, address: str, provider: Provider) -> None:
    add_jana(store)
    with open_store(address) as other, desk_of(store, provider) as first, desk_of(other, provider) as second:
        back = at_provider(first.get("/login/openid"))
        second.cookies = first.cookies
        assert second.get(back).status_code == 303
        assert is_signed_in(second)
        assert OVER in first.get(back).text


def test_the_provider_is_asked_for_what_the_token_must_repeat(desk: TestClient, provider: Provider) -> None:
    begun = desk.get("/login/openid", headers={"host": "127.0.0.1:81", "x-forwarded-host": "boese.example"})
    stated = {name: values[0] for name, values in parse_qs(urlsplit(begun.headers["location"]).query).items()}
    assert stated["redirect_uri"] == f"{ORIGIN}/login/openid/return"
    assert (stated["response_type"], stated["code_challenge_method"], stated["client_id"]) == ("code", "S256", CLIENT)
    assert all(len(stated[name]) >= 20 for name in ("state", "nonce", "code_challenge"))
    assert SECRET not in begun.headers["location"]
    assert begun.headers["cache-control"] == "no-store"
    again = parse_qs(urlsplit(desk.get("/login/openid").headers["location"]).query)
    assert all(again[name][0] != stated[name] for name in ("state", "nonce", "code_challenge"))
    assert provider.asked == ["/.well-known/openid-configuration"]


@pytest.mark.parametrize("goal", ["//boese.example/", "https://boese.example/", "/\\boese.example", "javascript:alert(1)", "/" + "x" * 3000])
def test_nobody_is_sent_elsewhere_after_signing_in(desk: TestClient, goal: str) -> None:
    assert sign_in_there(desk, goal).headers["location"] == "/"


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "99", "email": "fremd@example.org", "email_verified": True},
        {"sub": "99", "email": "jana@example.org", "email_verified": False},
        {"sub": "99", "email": "jana@example.org", "email_verified": "true"},
        {"sub": "99", "email": "jana@example.org"},
        {"sub": "99", "email": ["jana@example.org"], "email_verified": True},
        {"sub": "99"},
    ],
)
def test_who_has_no_account_is_told_how_to_get_one(desk: TestClient, provider: Provider, person: dict[str, Any]) -> None:
    provider.person = person
    answer = sign_in_there(desk)
    assert answer.status_code == 403
    assert "lagebild people add NAME --oidc WER" in answer.text
    assert "sub:99" in answer.text
    assert ("jana@example.org" in answer.text) is False
    assert not is_signed_in(desk)


def test_what_the_provider_says_of_somebody_is_text(desk: TestClient, provider: Provider) -> None:
    provider.person = {"sub": "<script>alert(1)</script>", "email": "<img/src=x>@example.org", "email_verified": True}
    page = sign_in_there(desk).text
    assert "&lt;script&gt;alert" in page
    assert "<img" not in page


def test_who_took_over_an_address_does_not_take_over_the_account(desk: TestClient, provider: Provider, embedded: Store) -> None:
    sign_in_there(desk)
    desk.cookies.clear()
    provider.person["sub"] = "18"
    assert sign_in_there(desk).status_code == 403
    with embedded.write() as connection:
        expect(connection, "jana", "jana@example.org")
    assert sign_in_there(desk).status_code == 303


def test_a_closed_account_stays_closed(desk: TestClient, embedded: Store) -> None:
    with embedded.write() as connection:
        change_account(connection, "jana", closed=True)
    answer = sign_in_there(desk)
    assert (answer.status_code, "Das Konto ist geschlossen" in answer.text) == (403, True)


def unsigned(provider: Provider, claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "none"}, claims, None, registry=JWSRegistry(algorithms=["none"]))


def signed_by_another(provider: Provider, claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "RS256", "kid": provider.kid}, claims, RSAKey.generate_key(2048))


def signed_with(secret: str | bytes) -> Any:
    return lambda provider, claims: jwt.encode({"alg": "HS256", "kid": provider.kid}, claims, OctKey.import_key(secret))


def signed_with_what_is_public(provider: Provider, claims: dict[str, Any]) -> str:
    return str(signed_with(json.dumps(provider.key.as_dict(private=False)))(provider, claims))


def cut(provider: Provider, claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "RS256", "kid": provider.kid}, claims, provider.key)[:-4] + "AAAA"


NOW_THERE = int(time.time())


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ({"nonce": "another"}, DOUBT),
        ({"nonce": None}, DOUBT),
        ({"aud": "another desk"}, DOUBT),
        ({"aud": "another desk", "azp": CLIENT}, DOUBT),
        ({"aud": [CLIENT, "another desk"]}, DOUBT),
        ({"aud": None}, DOUBT),
        ({"iss": "https://another.example"}, DOUBT),
        ({"iss": None}, DOUBT),
        ({"sub": None}, DOUBT),
        ({"sub": 17}, DOUBT),
        ({"sub": ""}, CONFUSED),
        ({"sub": "ü"}, CONFUSED),
        ({"sub": "x" * 256}, CONFUSED),
        ({"exp": None}, DOUBT),
        ({"exp": NOW_THERE - 3600}, CLOCKS),
        ({"iat": NOW_THERE + 36_000, "exp": NOW_THERE + 40_000}, CLOCKS),
        ({"nbf": NOW_THERE + 36_000}, CLOCKS),
    ],
)
def test_a_token_of_other_claims_proves_nothing(desk: TestClient, provider: Provider, claims: dict[str, Any], said: str) -> None:
    provider.claims = claims
    answer = sign_in_there(desk)
    assert answer.status_code == (502 if said == CONFUSED else 403)
    assert said in answer.text
    assert not is_signed_in(desk)


@pytest.mark.filterwarnings("ignore:JWS algorithm")
@pytest.mark.parametrize(
    "sign", [unsigned, signed_by_another, signed_with(SECRET), signed_with_what_is_public, cut], ids=["unsigned", "another key", "secret", "public", "cut"]
)
def test_a_token_that_the_provider_did_not_sign_proves_nothing(desk: TestClient, provider: Provider, sign: Any) -> None:
    provider.sign = sign
    answer = sign_in_there(desk)
    assert (answer.status_code, DOUBT in answer.text) == (403, True)
    assert not is_signed_in(desk)


@pytest.mark.parametrize("token", ["", "no token", "a.b.c", "e30.e30.", "x" * 300_000, "ü.ü.ü"])
def test_what_is_no_token_proves_nothing(desk: TestClient, provider: Provider, token: str) -> None:
    provider.sign = lambda *_: token
    assert sign_in_there(desk).status_code in {403, 502}
    provider.secrets.discard("")
    assert not is_signed_in(desk)


def test_clocks_may_differ_a_little(desk: TestClient, provider: Provider) -> None:
    now = int(time.time())
    provider.claims = {"iat": now + 30, "exp": now - 20}
    assert sign_in_there(desk).status_code == 303


def test_a_sign_in_of_another_browser_is_not_ended_here(desk: TestClient, embedded: Store, provider: Provider) -> None:
    back = at_provider(desk.get("/login/openid"))
    mine = dict(desk.cookies)
    desk.cookies.clear()
    assert OVER in desk.get(back).text
    desk.get("/login")
    assert OVER in desk.get(back).text
    # Nor does it spoil the other browser's.
    desk.cookies.clear()
    desk.cookies.update(mine)
    assert desk.get(back).status_code == 303


@pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=", "?code=x&state=made+up", "?error=access_denied&state=x", "?state=%00"])
def test_what_nobody_began_is_not_ended(desk: TestClient, provider: Provider, query: str) -> None:
    answer = desk.get(f"/login/openid/return{query}")
    assert (answer.status_code, OVER in answer.text) == (403, True)
    assert "/token" not in provider.asked


def test_a_sign_in_must_end_in_time(embedded: Store, provider: Provider) -> None:
    with desk_of(embedded, provider) as early, desk_of(embedded, provider, NOW + LONGEST_ERRAND + timedelta(seconds=1)) as late:
        back = at_provider(early.get("/login/openid"))
        late.cookies = early.cookies
        assert OVER in late.get(back).text


def test_who_does_not_agree_is_not_signed_in_and_may_begin_again(desk: TestClient) -> None:
    state = parse_qs(urlsplit(desk.get("/login/openid").headers["location"]).query)["state"][0]
    answer = desk.get("/login/openid/return", params={"error": "access_denied", "error_description": "<b>x</b>", "state": state})
    assert (answer.status_code, "hat die Anmeldung nicht bestätigt" in answer.text) == (403, True)
    assert "<b>x</b>" not in answer.text
    assert sign_in_there(desk).status_code == 303


def test_an_answer_of_another_issuer_is_not_taken(desk: TestClient, provider: Provider) -> None:
    back = at_provider(desk.get("/login/openid"))
    assert OVER in desk.get(f"{back}&iss=https%3A%2F%2Fboese.example").text
    assert "/token" not in provider.asked


def test_a_provider_that_is_not_there_is_a_page(embedded: Store, provider: Provider) -> None:
    with answering(Provider(provider.key)) as gone:
        pass
    with desk_of(embedded, gone) as client:
        answer = client.get("/login/openid")
        assert (answer.status_code, SILENT in answer.text) == (503, True)
        assert "try again later" in client.get("/login/openid?lang=en").text


def test_a_provider_that_takes_too_long_is_a_page(desk: TestClient, provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openid, "WHOLE", 0.1)
    own = provider.answer

    def slow(*asked: str) -> Any:
        time.sleep(0.3)
        return own(*asked)

    monkeypatch.setattr(provider, "answer", slow)
    answer = desk.get("/login/openid")
    assert (answer.status_code, SILENT in answer.text) == (503, True)


METADATA = "/.well-known/openid-configuration"


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (404, {}, b""),
        (303, {"location": "http://169.254.169.254/"}, b""),
        (200, {}, b"<html>"),
        (200, {}, b"[]"),
        (200, {}, b"null"),
        (200, {}, b"{}"),
        (200, {}, b"[" * 200_000),
        (200, {}, b"\xff\xfe"),
    ],
    ids=["none", "elsewhere", "html", "list", "null", "empty", "deep", "bytes"],
)
@pytest.mark.parametrize("path", [METADATA, "/keys", "/token"])
def test_an_answer_that_is_none_is_a_page(
    desk: TestClient, provider: Provider, path: str, status: int, headers: dict[str, str], body: bytes
) -> None:
    provider.answers[path] = (status, headers, body)
    answer = desk.get("/login/openid") if path == METADATA else sign_in_there(desk)
    assert (answer.status_code, CONFUSED in answer.text) == (502, True)
    # As soon as the provider is well again, so is the sign-in.
    provider.answers.clear()
    assert sign_in_there(desk).status_code == 303


@pytest.mark.parametrize("most", [openid.MOST, 100])
@pytest.mark.parametrize("coding", [None, "gzip", "br"])
def test_an_answer_is_neither_unpacked_nor_read_without_end(
    desk: TestClient, provider: Provider, coding: str | None, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = provider.answer(METADATA, "", "", "")[2]
    headers = {} if coding is None else {"content-encoding": coding}
    provider.answers[METADATA] = (200, headers, gzip.compress(body) if coding == "gzip" else body)
    monkeypatch.setattr(openid, "MOST", most)
    assert desk.get("/login/openid").status_code == (303 if coding is None and most > 100 else 502)


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://another.example"},
        {"issuer": None},
        {"token_endpoint": None},
        {"token_endpoint": "http://169.254.169.254/token"},
        {"token_endpoint": "http://127.0.0.1:1/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"jwks_uri": ["x"]},
        {"jwks_uri": "http://[::1/keys"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "http://boese.example/authorize"},
        {"id_token_signing_alg_values_supported": ["none"]},
        {"id_token_signing_alg_values_supported": ["HS256"]},
        {"id_token_signing_alg_values_supported": "RS256"},
    ],
)
def test_metadata_that_lead_elsewhere_are_not_believed(desk: TestClient, provider: Provider, metadata: dict[str, Any]) -> None:
    provider.metadata = metadata
    answer = desk.get("/login/openid")
    assert (answer.status_code, CONFUSED in answer.text) == (502, True)


def test_metadata_steer_nothing_but_what_they_are_for(desk: TestClient, provider: Provider) -> None:
    provider.metadata = {
        "verify": False,
        "proxy": "http://127.0.0.1:1",
        "base_url": "http://127.0.0.1:1",
        "follow_redirects": True,
        "response_mode": "fragment",
        "nonce": "fixed",
        "grant_type": "client_credentials",
        "jwks": {"keys": []},
    }
    assert sign_in_there(desk).status_code == 303


def test_an_endpoint_on_another_host_of_the_provider_s_is_asked_where_it_is_named(embedded: Store, provider: Provider) -> None:
    port = provider.address.rpartition(":")[2]
    provider.metadata = {"jwks_uri": f"http://localhost:{port}/keys"}
    with desk_of(embedded, provider) as client:
        assert client.get("/login/openid").status_code == 502
    with desk_of(embedded, provider, hosts=(f"localhost:{port}",)) as client:
        assert sign_in_there(client).status_code == 303


@pytest.mark.parametrize(
    ("status", "error", "said"),
    [(400, "invalid_grant", DOUBT), (401, "invalid_client", CONFUSED), (400, "\n<b>", CONFUSED), (500, "x", CONFUSED), (503, "x", SILENT), (302, "x", CONFUSED)],
)
def test_a_code_that_is_not_taken_is_a_page(desk: TestClient, provider: Provider, status: int, error: str, said: str) -> None:
    provider.answers["/token"] = (status, {"content-type": "application/json", "location": f"{provider.address}/inner"}, json.dumps({"error": error}).encode())
    answer = sign_in_there(desk)
    assert said in answer.text
    assert "/inner" not in provider.asked


def test_a_token_answer_without_a_proof_is_a_page(desk: TestClient, provider: Provider) -> None:
    provider.answers["/token"] = (200, {"content-type": "application/json"}, b'{"access_token": "x", "token_type": "Bearer"}')
    assert CONFUSED in sign_in_there(desk).text


def test_new_keys_of_the_provider_are_found(desk: TestClient, provider: Provider) -> None:
    sign_in_there(desk)
    provider.key, provider.kid = RSAKey.generate_key(2048), "second"
    desk.cookies.clear()
    assert sign_in_there(desk).status_code == 303
    assert provider.asked.count("/keys") == 2
    assert provider.asked.count(METADATA) == 1


@pytest.mark.parametrize("keys", [b'{"keys": "x"}', b'{"keys": []}', b'{"keys": [{"kty": "RSA", "n": "?"}]}', b'["x"]'])
def test_keys_that_are_none_are_not_kept(desk: TestClient, provider: Provider, keys: bytes) -> None:
    provider.answers["/keys"] = (200, {}, keys)
    assert sign_in_there(desk).status_code in {403, 502}
    provider.answers.clear()
    assert sign_in_there(desk).status_code == 303


def test_a_key_that_was_changed_in_place_is_found_with_the_next_sign_in(desk: TestClient, provider: Provider) -> None:
    sign_in_there(desk)
    desk.cookies.clear()
    provider.key = RSAKey.generate_key(2048)
    assert DOUBT in sign_in_there(desk).text
    assert sign_in_there(desk).status_code == 303


def test_passwords_go_on_beside_it_unless_they_are_switched_off(embedded: Store, provider: Provider) -> None:
    with embedded.write() as connection:
        add_account(connection, "ada", Role.ADMIN, now=NOW, password=hash_password(PASSWORD))
    with desk_of(embedded, provider) as client:
        assert sign_in(client, "ada").status_code == 303
        listed = client.get("/people").text
        assert "OpenID: jana@example.org (noch nicht da gewesen)" in listed
        # An account without a password is opened by none.
        assert sign_in(client, "jana", "").status_code == 403
    with desk_of(embedded, provider, passwords=False) as client:
        assert 'type="password"' not in client.get("/login").text
        refused = sign_in(client, "ada")
        assert (refused.status_code, "niemand mit einem Passwort" in refused.text) == (403, True)
        assert sign_in_there(client).status_code == 303


def test_beginning_again_and_again_is_slowed_down(desk: TestClient) -> None:
    statuses = [desk.get("/login/openid").status_code for _ in range(22)]
    assert statuses[:20] == [303] * 20
    assert statuses[-1] == 429


def test_a_desk_without_a_provider_has_no_such_door(embedded: Store) -> None:
    for alone in (True, False):
        client = TestClient(make_app(Settings(store="", alone=alone), store=embedded, now=lambda: NOW), base_url=ORIGIN)
        assert [client.get(f"/login/openid{path}").status_code for path in ("", "/return?state=x&code=y")] == [404, 404]
        assert "/login/openid" not in client.get("/login").text


@pytest.mark.parametrize(
    "stated",
    [
        {"issuer": "http://anmelden.example.org"},
        {"issuer": "anmelden.example.org"},
        {"issuer": "https://anmelden.example.org/a b"},
        {"issuer": "https://anmelden.example.org/?a=b"},
        {"issuer": "https://wer@anmelden.example.org"},
        {"issuer": "https://[::1"},
        {"issuer": ""},
        {"origin": "http://lage.example.org"},
        {"origin": "https://lage.example.org/desk"},
        {"client": ""},
        {"secret": ""},
    ],
)
def test_what_would_travel_in_the_clear_or_is_missing_is_refused(stated: dict[str, Any]) -> None:
    whole = {"issuer": "https://anmelden.example.org", "client": "x", "secret": "y", "origin": "https://lage.example.org", "name": "Haus"}
    assert OpenID(**whole).returns == "https://lage.example.org/login/openid/return"
    assert "secret='y'" not in repr(OpenID(**whole))
    with pytest.raises(UsageError):
        OpenID(**{**whole, **stated})
