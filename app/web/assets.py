"""Static files as a browser gets them: joined, named by their content, compressed once."""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlencode

import brotli
from flask import Flask, Response, abort, current_app, request

from app.web.access import open_to_all

ROOT = "/static"
STATIC = Path(__file__).resolve().parents[1] / "static"

#: The order of our styles; fonts come first and only when they are built, "last" always wins.
STYLES = (
    "tokens",
    "base",
    "controls",
    "shell",
    "parts",
    "lists",
    "board",
    "marks",
    "ranking",
    "room",
    "charts",
    "figures",
    "public",
    "last",
)
SCRIPTS = ("clocks", "keys", "find", "order", "drafts", "busy", "room")

FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"

_DARK = re.compile(r'data-bs-theme="?dark"?')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FONT = re.compile(r'url\("(fonts/[^"]+)"\)')


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its bytes plain and compressed, its type, and the stamp of its content."""

    name: str
    kind: str
    stamp: str
    plain: bytes
    gzipped: bytes | None
    brotlied: bytes | None

    def best(self, accepted: Collection[str]) -> tuple[bytes, str | None]:
        """Return the smallest body the browser accepts, and the encoding's name."""
        if self.brotlied and "br" in accepted:
            return self.brotlied, "br"
        if self.gzipped and "gzip" in accepted:
            return self.gzipped, "gzip"
        return self.plain, None


class Shelf:
    """All files we serve, by name."""

    def __init__(self, assets: Mapping[str, Asset]) -> None:
        self._assets = dict(assets)

    def find(self, name: str) -> Asset | None:
        """Return a file by its name, or nothing."""
        return self._assets.get(name)

    def address(self, name: str) -> str:
        """Return a file's address below the static root, with the stamp of its content."""
        return f"{name}?{urlencode({'v': self._assets[name].stamp})}"

    def __contains__(self, name: object) -> bool:
        return name in self._assets


def fill_shelf(static: Path = STATIC) -> Shelf:
    """Read, join and compress every file once, at start."""
    assets = {asset.name: asset for asset in _single_files(static)}
    fonts = Shelf(assets)
    for name, text in (("finalist.css", style(static, fonts)), ("finalist.js", script(static))):
        assets[name] = make_asset(name, text.encode())
    assets["htmx.js"] = make_asset("htmx.js", _package_file("js_lib_htmx", "htmx/htmx.min.js"))
    return Shelf(assets)


def make_asset(name: str, plain: bytes) -> Asset:
    """Stamp a file and compress it where that helps."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    worth = kind.startswith("text/") or kind in ("application/javascript", "image/svg+xml")
    return Asset(
        name=name,
        kind="font/woff2" if name.endswith(".woff2") else kind,
        stamp=hashlib.sha256(plain).hexdigest()[:12],
        plain=plain,
        gzipped=gzip.compress(plain, 9, mtime=0) if worth else None,
        brotlied=brotli.compress(plain, quality=9) if worth else None,
    )


def style(static: Path, fonts: Shelf) -> str:
    """Join Bootstrap and our styles, without comments, dark repeated for those on "auto"."""
    bootstrap = _package_file("flask_bootstrap", "bootstrap5/css/bootstrap.min.css").decode()
    ours = [(static / "css" / f"{name}.css").read_text(encoding="utf-8") for name in STYLES]
    if "fonts/inter.woff2" in fonts and "fonts/newsreader.woff2" in fonts:
        faces = (static / "css" / "fonts.css").read_text(encoding="utf-8")
        ours.insert(0, _FONT.sub(lambda match: f'url("{fonts.address(match[1])}")', faces))
    first = bootstrap.partition("/*# source")[0]
    *body, last = [_COMMENT.sub("", text) for text in ours]
    return "\n".join((first, *body, dark_for_auto(first + "".join(body)), last))


def dark_for_auto(text: str) -> str:
    """Repeat every dark rule for the theme "auto", for as long as the system is dark."""
    rules = (rule for rule in _COMMENT.sub("", text).split("}") if "data-bs-theme" in rule)
    repeated = "".join(
        _DARK.sub("data-bs-theme=auto", rule) + "}" for rule in rules if _DARK.search(rule)
    )
    return f"@media (prefers-color-scheme:dark){{{repeated}}}"


def script(static: Path) -> str:
    """Join our scripts; each file is closed in itself."""
    return "\n".join((static / "js" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)


@open_to_all
def serve(filename: str) -> Response:
    """Answer with a file: kept for a year when its stamp is the one asked for."""
    asset = _shelf().find(filename) or abort(404)
    body, encoding = asset.best({name for name, _ in request.accept_encodings})
    response = Response(body, mimetype=asset.kind)
    response.headers["Cache-Control"] = (
        FOREVER if request.args.get("v") == asset.stamp else ASK_AGAIN
    )
    if encoding:
        response.headers["Content-Encoding"] = encoding
    if asset.gzipped:
        response.headers["Vary"] = "Accept-Encoding"
    response.set_etag(f"{asset.stamp}-{encoding or 'plain'}")
    response.make_conditional(request)
    return response


def asset_url(name: str) -> str:
    """Return the address of a file for a page; the stamp makes a new content a new address."""
    return f"{ROOT}/{_shelf().address(name)}"


def has_asset(name: str) -> bool:
    """Say whether a file is there (the fonts may not be)."""
    return name in _shelf()


def register(app: Flask) -> None:
    """Serve the files in place of Flask's own static route, and name them to the templates."""
    app.extensions["assets"] = fill_shelf()
    app.jinja_env.globals.update(asset_url=asset_url, has_asset=has_asset)
    if "static" in app.view_functions:
        app.view_functions["static"] = serve
    else:
        app.add_url_rule(f"{ROOT}/<path:filename>", "static", serve)


def _shelf() -> Shelf:
    shelf = current_app.extensions["assets"]
    assert isinstance(shelf, Shelf)
    return shelf


def _single_files(static: Path) -> Iterable[Asset]:
    for folder in ("", "fonts"):
        for file in sorted((static / folder).glob("*.*")):
            if file.suffix in (".svg", ".woff2", ".txt", ".ico", ".png"):
                yield make_asset(f"{folder}/{file.name}".lstrip("/"), file.read_bytes())


def _package_file(package: str, path: str) -> bytes:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"the package {package} is not installed")
    return (Path(spec.origin).parent / "static" / path).read_bytes()
