"""Settings: from the environment, then instance/config.toml; secrets made at first start."""

import os
import secrets
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("DATABASE_URL", "FINALIST_BASE_URL", "SMTP_URL", "PORT", "TRUSTED_PROXIES")


def load(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return all settings; ``config`` wins over the environment, that over the file."""
    given = config.get("INSTANCE") or os.environ.get("FINALIST_INSTANCE") or ROOT / "instance"
    instance = Path(given).resolve()
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    found: dict[str, Any] = _from_file(instance / "config.toml")
    found |= {name: os.environ[name] for name in NAMES if os.environ.get(name)}
    found |= {"FINALIST_BASE_URL": config["BASE_URL"]} if "BASE_URL" in config else {}
    found |= config
    port = int(found.get("PORT", 8000))
    default_database = f"sqlite:///{instance / 'finalist.db'}"
    url = database_url(str(found.get("DATABASE_URL") or default_database))
    return found | {
        "INSTANCE": instance,
        "PORT": port,
        "BASE_URL": str(found.get("FINALIST_BASE_URL") or f"http://127.0.0.1:{port}"),
        "SQLALCHEMY_DATABASE_URI": url,
        "IS_DEFAULT_DATABASE": url == default_database,
        "SMTP_URL": found.get("SMTP_URL"),
        "TRUSTED_PROXIES": int(found.get("TRUSTED_PROXIES", 0)),
        "SECRET_KEY": found.get("SECRET_KEY") or _secret(instance / "secret_key"),
        "MAX_CONTENT_LENGTH": 12 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
        "MAX_FORM_PARTS": 5_000,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,  # pages by link send no referrer
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_NAME": "finalist",
        "SESSION_COOKIE_SECURE": str(found.get("FINALIST_BASE_URL", "")).startswith("https:"),
    }


def database_url(url: str) -> str:
    """Return the address with the driver we install."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _from_file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _secret(path: Path) -> str:
    """Return the installation's secret, made at the first start, readable by its owner only."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        secret = secrets.token_hex(32)
        file.write(secret)
    return secret
