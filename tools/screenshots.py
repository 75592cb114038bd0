"""Pictures for the README from the sample crisis: docs/images/brief.png, made with Chromium.

usage: python tools/screenshots.py

Needs a Chromium on the path (Debian: apt-get install chromium), or one that Playwright itself has installed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
LARGEST = 150_000  # bytes: the README must open at once
WIDTH, HEIGHT = 1240, 760


def main() -> int:
    IMAGES.mkdir(parents=True, exist_ok=True)
    target = IMAGES / "brief.png"
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as folder:
        page_file = Path(folder) / "brief.html"
        reports = sorted(map(str, (ROOT / "samples" / "crisis").glob("*.txt")))
        program = [sys.executable, "-m", "lagebild", "brief", *reports, "--place", "EC", "--format", "html"]
        subprocess.run([*program, "-o", str(page_file)], check=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
            page.goto(page_file.as_uri())
            page.screenshot(path=str(target))
            browser.close()
    size = target.stat().st_size
    print(f"{target.relative_to(ROOT)}: {size} bytes")
    return int(size > LARGEST)


if __name__ == "__main__":
    sys.exit(main())
