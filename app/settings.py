"""Settings: from the environment, then instance/config.toml; secrets made at first start."""

import os
import secrets
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from click import ClickException
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent.parent
NAMES = (
    "DATABASE_URL",
    "FINALIST_BASE_URL",
    "SMTP_URL",
    "PORT",
    "TRUSTED_PROXIES",
    "WEB_CONCURRENCY",
)
DRIVERS = ("sqlite", "postgresql+psycopg")


class BadSetting(ClickException):
    """A setting that cannot be used: the command line shows its one sentence and ends."""


def load(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return all settings; ``config`` wins over the environment, that over the file."""
    given = config.get("INSTANCE") or os.environ.get("FINALIST_INSTANCE") or ROOT / "instance"
    instance = _folder(Path(given).resolve())
    found: dict[str, Any] = _from_file(instance / "config.toml")
    found |= {name: os.environ[name] for name in NAMES if os.environ.get(name)}
    found |= {"FINALIST_BASE_URL": config["BASE_URL"]} if "BASE_URL" in config else {}
    found |= config
    port = _whole(found, "PORT", 8000, 1, 65535)
    default_database = f"sqlite:///{instance / 'finalist.db'}"
    url = database_url(str(found.get("DATABASE_URL") or default_database))
    own_address = _web_address(found.get("FINALIST_BASE_URL"))
    secure = (own_address or "").startswith("https:")
    return found | {
        "INSTANCE": instance,
        "PORT": port,
        "BASE_URL": own_address or f"http://127.0.0.1:{port}",
        "SQLALCHEMY_DATABASE_URI": url,
        "IS_DEFAULT_DATABASE": url == default_database,
        "SMTP_URL": _mail_server(found.get("SMTP_URL")),
        "TRUSTED_PROXIES": _whole(found, "TRUSTED_PROXIES", 0, 0, 9),
        "WEB_CONCURRENCY": _whole(found, "WEB_CONCURRENCY", 2, 1, 64),
        "SECRET_KEY": found.get("SECRET_KEY") or _secret(instance / "secret_key"),
        "MAX_CONTENT_LENGTH": 12 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
        "MAX_FORM_PARTS": 5_000,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,  # pages by link send no referrer
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        # over https no other host, and no page without it, can set or read the cookie
        "SESSION_COOKIE_NAME": "__Host-finalist" if secure else "finalist",
        "SESSION_COOKIE_SECURE": secure,
    }


def database_url(url: str) -> str:
    """Return the address with the driver we install; its password is in no refusal."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            url = "postgresql+psycopg://" + url.removeprefix(prefix)
    try:
        driver = make_url(url).drivername
    except (ArgumentError, ValueError):
        driver = ""
    if driver not in DRIVERS:
        raise BadSetting(
            "DATABASE_URL is not an address of a database. "
            "Write postgresql://user:password@host/name or sqlite:////folder/file.db, "
            "or leave it out for SQLite in the instance folder."
        )
    return url


def _whole(found: Mapping[str, Any], name: str, otherwise: int, least: int, most: int) -> int:
    given = str(found.get(name, otherwise)).strip()
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else -1
    if not least <= number <= most:
        raise BadSetting(f"{name} is “{given}”. Write a whole number from {least} to {most}.")
    return number


def _web_address(given: Any) -> str | None:
    if given and not _is_address(str(given), ("http", "https")):
        raise BadSetting(
            f"FINALIST_BASE_URL is “{given}”. Write an address such as https://hiring.example.com."
        )
    return str(given) if given else None


def _mail_server(given: Any) -> str | None:
    if given and not _is_address(str(given), ("smtp", "smtps")):
        raise BadSetting(
            "SMTP_URL is not an address of a mail server. "
            "Write smtp://user:password@host:port or smtps://user:password@host:port."
        )
    return str(given) if given else None


def _is_address(given: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(given)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a bracket left open
        return False


def _folder(instance: Path) -> Path:
    try:
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(
            f"The instance folder {instance} cannot be made: {error.strerror}."
        ) from None
    if not os.access(instance, os.W_OK | os.X_OK):
        raise BadSetting(f"The instance folder {instance} cannot be written to.")
    return instance


def _from_file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadSetting(f"{path} cannot be read: {error.strerror}.") from None
    except ValueError as error:
        raise BadSetting(f"{path} is not a TOML file: {error}.") from None


def _secret(path: Path) -> str:
    """Return the installation's secret, made at the first start, readable by its owner only."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise BadSetting(f"{path} cannot be written: {error.strerror}.") from None
    with os.fdopen(handle, "w", encoding="ascii") as file:
        secret = secrets.token_hex(32)
        file.write(secret)
    return secret
