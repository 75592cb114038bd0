"""What all tests share: a running Chromium, one Hypothesis profile, and the rule that nothing is left out in silence.

With ``LAGEBILD_NO_SKIPS=1`` (as ``.ci/run`` sets it) a skipped test fails the run, unless its reason names
``../shared``: that material is for measuring and need not be there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

# Machines differ and load German tables at the first call: time is limited by pytest-timeout, not per example.
settings.register_profile("lagebild", deadline=None)
settings.load_profile("lagebild")

_ALLOWED = "../shared"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running Chromium; skips where it or Playwright is missing."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


def _refused(config: pytest.Config) -> list[str]:
    """Reasons of skipped tests that are no excuse."""
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("LAGEBILD_NO_SKIPS") != "1" or terminal is None:
        return []
    refused = []
    for report in terminal.stats.get("skipped", ()):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if _ALLOWED not in reason:
            refused.append(f"{report.nodeid}: {reason}")
    return refused


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and not hasattr(session.config, "workerinput"):
        # "-m long" on a tree without long tests is no failure; a misspelt marker is one already (--strict-markers).
        session.exitstatus = pytest.ExitCode.OK
    if exitstatus == pytest.ExitCode.OK and _refused(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    refused = _refused(config)
    if refused:
        terminalreporter.section("left out, and nothing may be (LAGEBILD_NO_SKIPS=1)")
        for line in refused:
            terminalreporter.line(line)
