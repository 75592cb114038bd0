"""Schemathesis against the description: whatever it makes of it, no answer breaks what the description says."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from desk.asking import API, key_of
from desk.conftest import NOW, fill
from lagebild.desk.app import make_app
from lagebild.desk.settings import Settings
from lagebild.store import Store, open_store
from lagebild.store.people import Role, Scope, add_account

ANSWERS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)
ROLES = {"anonymous": None, "reader": Role.READER, "analyst": Role.ANALYST, "admin": Role.ADMIN}
# What is asked may be well formed and make no sense: no letter in its words, "ranked" without any, an end before the
# beginning, a decision on what is not there.
MAKES_NO_SENSE = {"/decisions", "/search", "/statements", "/claims", "/places/{code}/changes"}
# A report that breaks its schema is refused by its own receipt, beside those that do not.
RECEIPTS = {"/reports"}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FastAPI, dict[str, dict[str, str]]]]:
    """A desk of its own, and what each role shows."""
    with open_store(str(tmp_path_factory.mktemp("described") / "desk.db")) as opened:
        fill(opened)
        yield a_desk(opened)


def a_desk(store: Store) -> tuple[FastAPI, dict[str, dict[str, str]]]:
    shown: dict[str, dict[str, str]] = {"anonymous": {}}
    for name, role in ROLES.items():
        if role is not None:
            with store.write() as connection:
                add_account(connection, name, role, now=NOW)
            shown[name] = key_of(store, name, *Scope, now=NOW)
    hosts = ("testserver", "localhost", "127.0.0.1")
    made = Settings(store="", alone=False, hosts=hosts, rate=1e6, burst=1_000_000)
    app = make_app(made, store=store, now=lambda: NOW)
    app.state.listeners.close()  # a stream ends after its first line
    return app, shown


def run(app: FastAPI, shown: dict[str, str], examples: int) -> Counter[str]:
    """Ask every operation with what fits its schema and with what does not; count requests by operation."""
    schema = schemathesis.openapi.from_asgi(f"{API}/openapi.json", app)
    # What each role shows is the test's; a doubtful one would be replaced by it and never asked with.
    schema.config.generation.with_security_parameters = False
    count: Counter[str] = Counter()
    usual = settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    for found in schema.get_all_operations():
        operation = found.ok()
        name = operation.path.removeprefix(API)
        for mode in GenerationMode:
            if mode is GenerationMode.NEGATIVE and not (operation.query or operation.path_parameters or operation.body):
                continue
            checks: list[Any] = list(ANSWERS)
            if mode is GenerationMode.POSITIVE and shown and name not in MAKES_NO_SENSE:
                checks.append(positive_data_acceptance)
            if mode is GenerationMode.NEGATIVE and name not in RECEIPTS:
                checks.append(negative_data_rejection)
            usual(given(case=operation.as_strategy(generation_mode=mode))(asking(shown, name, checks, count)))()
    return count


def asking(shown: dict[str, str], name: str, checks: list[Any], count: Counter[str]) -> Callable[..., None]:
    """One request for one operation, and what is looked at in its answer."""

    def ask(case: schemathesis.Case) -> None:
        answer = case.call(headers=shown)
        count[f"{case.method} {name}"] += 1
        if arrived(case, answer):
            case.validate_response(answer, checks=checks)
        else:
            case.validate_response(answer, checks=[check for check in checks if check is not negative_data_rejection])
        if not shown and name != "/openapi.json":
            assert answer.status_code in {401, 404}, answer.text  # 404: an address that is none

    return ask


def arrived(case: schemathesis.Case, answer: schemathesis.Response) -> bool:
    """Whether every name of the query stands in the address: an empty list is written as nothing, so it breaks nothing."""
    written = parse_qs(urlsplit(answer.request.url or "").query, keep_blank_values=True)
    return set(case.query or {}) <= set(written)


@pytest.mark.parametrize("role", ROLES)
def test_no_answer_breaks_the_description(asked: tuple[FastAPI, dict[str, dict[str, str]]], role: str) -> None:
    app, shown = asked
    assert sum(run(app, shown[role], examples=3).values()) >= 60


@pytest.mark.long
@pytest.mark.timeout(3_000)
@pytest.mark.parametrize("role", ROLES)
def test_no_answer_of_many_breaks_the_description(asked: tuple[FastAPI, dict[str, dict[str, str]]], role: str) -> None:
    app, shown = asked
    examples = int(os.environ.get("LAGEBILD_EXAMPLES", "150"))
    count = run(app, shown[role], examples)
    print(f"\n{role}: {sum(count.values())} requests, {len(count)} operations")
    assert sum(count.values()) >= 20 * examples


def test_every_other_method_is_refused_as_described(asked: tuple[FastAPI, dict[str, dict[str, str]]]) -> None:
    app, shown = asked
    schema = schemathesis.openapi.from_asgi(f"{API}/openapi.json", app)
    described = {path: {m.upper() for m in methods} for path, methods in schema.raw_schema["paths"].items()}
    client = TestClient(app, headers=shown["admin"])
    for path, methods in described.items():
        address = path.replace("{code}", "EC").replace("{actor}", "US").replace("{dimension}", "mission_status")
        address = address.replace("{identity}", "0" * 16).replace("{other}", "0" * 16)
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
            if method not in methods:
                answer = client.request(method, address)
                assert answer.status_code == 405
                assert {m.strip() for m in answer.headers["allow"].split(",")} == methods
