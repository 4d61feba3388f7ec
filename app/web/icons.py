"""Icons from the installed package: drawn once per page in a sprite, used by reference."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from flask import Flask, g, has_request_context, request
from markupsafe import Markup

_SYMBOL = re.compile(r'<symbol[^>]*? id="([^"]+)">(.*?)</symbol>', re.DOTALL)
_REFERENCE = Markup('<svg class="ic" aria-hidden="true"><use href="#i-{}"/></svg>')
_WHOLE = Markup('<svg class="ic" viewBox="0 0 16 16" aria-hidden="true">{}</svg>')
_SYMBOL_OUT = Markup('<symbol id="i-{}" viewBox="0 0 16 16">{}</symbol>')
_SPRITE = Markup("<svg hidden>{}</svg>")


class UnknownIcon(LookupError):
    """A template asked for an icon that the package does not have."""


@cache
def drawings() -> dict[str, Markup]:
    """Return every icon's paths by name, read from the installed package, which we trust."""
    spec = find_spec("flask_bootstrap")
    if spec is None or spec.origin is None:
        raise RuntimeError("Bootstrap-Flask is not installed")
    file = Path(spec.origin).parent / "static" / "bootstrap5" / "icons" / "bootstrap-icons.svg"
    found = _SYMBOL.findall(file.read_text(encoding="utf-8"))
    return {name: Markup(paths) for name, paths in found}  # noqa: S704


def icon(name: str) -> Markup:
    """Draw an icon; a whole page refers to its sprite, a partial carries the paths itself."""
    if name not in drawings():
        raise UnknownIcon(name)
    if not has_request_context() or request.headers.get("HX-Request"):
        return _WHOLE.format(drawings()[name])
    g.setdefault("icons", set()).add(name)
    return _reference(name)


@cache
def _reference(name: str) -> Markup:
    return _REFERENCE.format(name)


@cache
def _symbol(name: str) -> Markup:
    return _SYMBOL_OUT.format(name, drawings()[name])


def icon_sprite() -> Markup:
    """Return the sprite of all icons this page has used; called once, at its end."""
    used = sorted(g.get("icons", ())) if has_request_context() else []
    symbols = Markup().join(_symbol(name) for name in used)
    return _SPRITE.format(symbols) if symbols else Markup()


def register(app: Flask) -> None:
    """Give every template ``icon(name)`` and ``icon_sprite()``."""
    app.jinja_env.globals.update(icon=icon, icon_sprite=icon_sprite)
