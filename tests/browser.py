"""Headless Chromium: found or installed, driven by Playwright, watched for what must not be.

`python -m tests.browser install` finds one, or installs Debian's when it may, or says what to do.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

if TYPE_CHECKING:
    from tests.live import Live

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
PLACES = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
PATIENCE = 15_000


def found() -> str | None:
    """Return the path of a Chromium, FINALIST_CHROMIUM before all others."""
    named = os.environ.get("FINALIST_CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for name in (*NAMES, *PLACES) if (path := shutil.which(name))), None)


def install() -> str:
    """Return a Chromium's path, installing Debian's as root where none is found."""
    path = found()
    if path:
        return path
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Chromium for the browser tests.", flush=True)
        quietly = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
        apt = ["apt-get", "-o", "DPkg::Lock::Timeout=120", "-qq", "-y"]
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([*apt, "update"], env=env, check=False, timeout=300, **quietly)
        subprocess.run(
            [*apt, "install", "--no-install-recommends", "chromium"],
            env=env,
            check=False,
            timeout=600,
            **quietly,
        )
        path = found()
        if path:
            return path
    sys.exit(
        "The browser tests need Chromium and none was found.\n"
        "Debian: sudo apt-get install chromium    macOS: brew install --cask chromium\n"
        "If it is installed elsewhere: FINALIST_CHROMIUM=/path/to/chromium make test\n"
        'All but the browser tests: .venv/bin/python -m pytest -m "not browser"'
    )


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Run one browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=install(), args=FLAGS, headless=True, timeout=60_000
        )
        yield browser
        browser.close()


class Visitors:
    """Lets people into the program, each with a browser of their own, and watches what it does.

    A console error, an exception in a script, or a request to another host fails the test, unless
    `expect(r"pattern")` allowed that very line before.
    """

    def __init__(self, browser: Browser, url: str, program: "Live | None" = None) -> None:
        """Send them to ``url``; a running program can sign them in."""
        self.browser = browser
        self.url = url
        self.program = program
        self.problems: list[str] = []
        self.pages: list[Page] = []
        self._allowed: list[str] = []
        self._contexts: list[BrowserContext] = []

    def __call__(
        self, email: str | None = None, *, phone: bool = False, dark: bool = False, **options: Any
    ) -> Page:
        """Return a page for one more visitor; relative addresses lead to the program.

        With an e-mail address, that person is signed in.

        Further options are those of Playwright's `new_context` (java_script_enabled, locale,
        timezone_id, viewport …).
        """
        options.setdefault("viewport", PHONE if phone else DESK)
        context = self.browser.new_context(
            base_url=self.url,
            has_touch=phone,
            is_mobile=phone,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._note(f"script: {error.error}"))
        context.on("request", lambda request: self._request(request.url))
        self._contexts.append(context)
        if email and self.program:
            value = self.program.cookie(email)
            name = self.program.app.config["SESSION_COOKIE_NAME"]
            context.add_cookies([{"name": name, "value": value, "url": self.url}])
        page = context.new_page()
        self.pages.append(page)
        return page

    def expect(self, pattern: str) -> None:
        """Allow lines that match, such as the browser's own word for a page that is a 404."""
        self._allowed.append(pattern)

    def leave(self) -> None:
        """Close every visitor's browser."""
        for context in self._contexts:
            context.close()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._note(f"console: {message.text} ({message.location.get('url')})")

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if (
            parts.scheme in {"http", "https", "ws", "wss"}
            and parts.netloc != urlsplit(self.url).netloc
        ):
            self._note(f"request to another host: {url}")

    def _note(self, problem: str) -> None:
        if not any(re.search(pattern, problem) for pattern in self._allowed):
            self.problems.append(problem)


def check_axe(
    page: Page, *, skip: tuple[str, ...] = (), only: tuple[str, ...] = (), within: str | None = None
) -> None:
    """Fail with every accessibility violation axe finds on the page as it stands.

    By all rules but ``skip``, or by ``only`` these; everywhere, or ``within`` a selector.
    """
    rules = {name: {"enabled": False} for name in skip}
    options = {"rules": rules, "resultTypes": ["violations"]}
    if only:
        options["runOnly"] = list(only)
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(Axe().axe_script)
    run = "([within, options]) => axe.run(within || document, options)"
    results = page.evaluate(run, [within, options])
    lines = [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n"
        + "\n".join(f"    {node['html'][:300]}" for node in violation["nodes"][:5])
        for violation in results["violations"]
    ]
    assert not lines, f"axe on {page.url}:\n" + "\n".join(lines)


def keep_picture(page: Page, name: str) -> Path:
    """Keep what a failed test saw below build/failures."""
    folder = Path(__file__).parents[1] / "build" / "failures"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{re.sub(r'[^A-Za-z0-9]+', '-', name).strip('-')}.png"
    page.screenshot(path=path, full_page=True)
    return path


if __name__ == "__main__":
    if sys.argv[1:] != ["install"]:
        sys.exit("python -m tests.browser install")
    print(f"Browser tests use {install()}.")
