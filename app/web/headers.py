"""What every answer says about itself: policy, privacy, and how long it may be kept."""

from flask import Flask, Response, request

#: Addresses that carry a secret: they are never told to anyone by a referrer.
SECRET_PATHS = (
    "/c/",
    "/o/",
    "/r/",
    "/s/",
    "/disavowals/",
    "/calendar/",
    "/invitations/",
    "/passwords/",
    "/addresses/",
)

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
)
TWO_YEARS = 63_072_000


def protect(response: Response) -> Response:
    """Add the headers; a view's own ``Cache-Control`` stands, else nothing may be kept."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("Referrer-Policy", _referrer(request.path))
    headers.setdefault("Permissions-Policy", PERMISSIONS)
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Cache-Control", "no-store")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", f"max-age={TWO_YEARS}; includeSubDomains")
    return response


def register(app: Flask) -> None:
    """Put the headers on every answer of the application."""
    app.after_request(protect)


def _referrer(path: str) -> str:
    return "no-referrer" if path.startswith(SECRET_PATHS) else "same-origin"
