"""Pictures for README and guide from the sample crisis, made with Chromium: docs/images.

usage: python tools/screenshots.py [NAME...]

Without names all of them: the one-page brief, and every page of the desk in both languages. Needs a Chromium on the
path (Debian: apt-get install chromium), or one that Playwright itself has installed.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
LARGEST = 150_000  # bytes: the README must open at once
WIDTH, HEIGHT = 1240, 760


@dataclass(frozen=True, slots=True)
class Shot:
    """A page of the desk: its address, what is clicked first, and the width of the window."""

    name: str
    address: str
    click: str | None = None
    width: int = WIDTH
    height: int = HEIGHT


SHOTS = (
    Shot("home", "/"),
    Shot("place", "/place/EC?known_at=2025-11-20T18:00", "#at-EC-DE-mission_status a.open", 1400, 900),
    Shot("cell", "/place/EC/cell/DE/mission_status"),
    Shot("report", "/report/rtw-2025-11-19-dementi"),
    Shot("statements", "/statements?q=Botschaft&place=EC"),
    Shot("review", "/review"),
    Shot("sources", "/sources"),
    Shot("codebook", "/codebook/mission_status"),
    Shot("phone", "/place/EC", None, 360, 740),
)


def main() -> int:
    wanted = set(sys.argv[1:])
    IMAGES.mkdir(parents=True, exist_ok=True)
    sizes: dict[str, int] = {}
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-lcd-text"],
        )
        if not wanted or "brief" in wanted:
            sizes["brief.png"] = brief(browser, Path(folder))
        with desk(Path(folder)) as address:
            for lang in ("de", "en"):
                for shot in SHOTS:
                    if not wanted or shot.name in wanted:
                        name = f"desk-{shot.name}-{lang}.webp"
                        sizes[name] = take(browser, address, shot, lang, IMAGES / name)
        browser.close()
    for name, size in sizes.items():
        print(f"docs/images/{name}: {size} bytes")
    return int(any(size > LARGEST for size in sizes.values()))


def brief(browser: Any, folder: Path) -> int:
    """The brief as one page."""
    file, target = folder / "brief.html", IMAGES / "brief.png"
    reports = sorted(map(str, (ROOT / "samples" / "crisis").glob("*.txt")))
    program = [sys.executable, "-m", "lagebild", "brief", *reports, "--place", "EC", "--format", "html"]
    subprocess.run([*program, "-o", str(file)], check=True)
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
    page.goto(file.as_uri())
    page.screenshot(path=str(target))
    return target.stat().st_size


def take(browser: Any, address: str, shot: Shot, lang: str, target: Path) -> int:
    """One page of the desk, as who works alone sees it."""
    context = browser.new_context(viewport={"width": shot.width, "height": shot.height}, color_scheme="light", locale=lang)
    page = context.new_page()
    page.goto(address + shot.address)
    if shot.click:
        page.click(shot.click)
        page.wait_for_selector("#evidence blockquote mark")
        page.evaluate("document.querySelector('#matrix').scrollIntoView()")
    target.write_bytes(smaller(context, page.screenshot()))
    context.close()
    return target.stat().st_size


def smaller(context: Any, picture: bytes) -> bytes:
    """A PNG as WebP, a third of its size; the browser can do that itself."""
    page = context.new_page()
    page.set_content(f"<img id=i src='data:image/png;base64,{b64encode(picture).decode()}'>")
    made = page.evaluate("""async () => {
        const image = document.getElementById("i");
        await image.decode();
        const canvas = document.createElement("canvas");
        canvas.width = image.naturalWidth;
        canvas.height = image.naturalHeight;
        canvas.getContext("2d").drawImage(image, 0, 0);
        return canvas.toDataURL("image/webp", 0.8).split(",")[1];
    }""")
    return b64decode(made)


@contextmanager
def desk(folder: Path) -> Iterator[str]:
    """The address of a desk over the sample crisis, while it runs."""
    store = str(folder / "desk.db")
    reports = sorted(map(str, (ROOT / "samples" / "crisis").glob("*.txt")))
    command = [sys.executable, "-m", "lagebild"]
    subprocess.run([*command, "ingest", *reports, "--store", store, "--received", "stated"], check=True, stdout=subprocess.DEVNULL)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen([*command, "serve", "--store", store, "--port", str(port)], stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    sys.exit(main())
