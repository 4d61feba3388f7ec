"""Handing one message to the mail server, and telling its no-for-now from its no-for-good."""

import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from app.mail.html import as_html
from app.mail.kinds import Attachment
from app.mail.models import Message

TIMEOUT = 20


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed over, and in whose name."""

    host: str
    port: int
    user: str | None
    password: str | None
    secure: bool
    sender: str


class NotNow(Exception):
    """The server did not take it this time; nothing was handed over."""


class NoServer(NotNow):
    """There is nobody to hand anything to: no answer, or none that mail servers give."""


class NoForGood(Exception):
    """The server refused this message or address for good."""


def server_of(url: str, sender: str | None) -> Server:
    """Read ``smtp://user:password@host:port`` or ``smtps://…``."""
    parts = urlsplit(url)
    secure = parts.scheme == "smtps"
    host = parts.hostname or "localhost"
    user = unquote(parts.username) if parts.username else None
    own = user if user and "@" in user else f"finalist@{host if '.' in host else 'example.com'}"
    return Server(
        host=host,
        port=parts.port or (465 if secure else 587 if user else 25),
        user=user,
        password=unquote(parts.password) if parts.password else None,
        secure=secure,
        sender=sender or own,
    )


def compose(
    message: Message,
    subject: str,
    body: str,
    sender: str,
    company: str,
    files: Sequence[Attachment] = (),
    reply_to: str | None = None,
) -> EmailMessage:
    """Return the mail as it goes out; a letter also as simple HTML."""
    mail = EmailMessage()
    mail["From"] = Address(company, addr_spec=sender)
    mail["To"] = Address(message.to_name, addr_spec=message.to_email)
    mail["Subject"] = subject
    mail["Message-ID"] = f"<{message.message_id}@{sender.rpartition('@')[2]}>"
    mail["Date"] = format_datetime(message.sending_at or message.written_at)
    if reply_to is not None:
        mail["Reply-To"] = reply_to
    if not message.composed:
        mail["Auto-Submitted"] = "auto-generated"
    if message.language is not None:
        mail["Content-Language"] = message.language
    mail.set_content(body)
    if message.language is not None:
        mail.add_alternative(as_html(body, message.language), subtype="html")
    for one in files:
        maintype, subtype = one.media
        mail.add_attachment(
            one.content,
            maintype=maintype,
            subtype=subtype,
            filename=one.name,
            params=dict(one.parameters),
        )
    return mail


class _Watched:
    """A dialogue that knows whether the mail's own text may have been taken."""

    let_in = False

    def getreply(self) -> tuple[int, bytes]:
        """Return the server's answer; after "go ahead" (354) the text goes out."""
        code, words = super().getreply()  # type: ignore[misc]
        self.let_in = self.let_in or code == 354
        return code, words


class _Plain(_Watched, smtplib.SMTP):
    pass


class _Secure(_Watched, smtplib.SMTP_SSL):
    pass


def hand_over(mail: EmailMessage, server: Server) -> None:
    """Give a mail to the server; its yes is this function's return.

    Raises ``NotNow`` where a later try makes sense and nothing was taken, ``NoForGood`` where
    not. Where the server had asked for the text and then gave no clear answer, that error is let
    through: nobody knows (law L10).
    """
    try:
        connection = _connect(server)
    except (OSError, smtplib.SMTPException) as error:
        raise NoServer(str(error)) from error
    try:
        connection.send_message(mail)
    except smtplib.SMTPRecipientsRefused as error:
        code, text = next(iter(error.recipients.values()))
        _no(code, text, error)
    except smtplib.SMTPNotSupportedError as error:
        raise NoForGood(str(error)) from error
    except smtplib.SMTPResponseException as error:
        if connection.let_in and not 400 <= error.smtp_code < 600:
            raise
        _no(error.smtp_code, error.smtp_error, error)
    except (OSError, smtplib.SMTPException) as error:
        connection.close()  # whoever is silent is not asked to say good-bye
        if connection.let_in:
            raise
        raise NoServer(str(error)) from error
    finally:
        _quit(connection)


def _connect(server: Server) -> _Plain | _Secure:
    context = ssl.create_default_context()
    if server.secure:
        connection: _Plain | _Secure = _Secure(
            server.host, server.port, timeout=TIMEOUT, context=context
        )
    else:
        connection = _Plain(server.host, server.port, timeout=TIMEOUT)
    try:
        if not server.secure and server.user:
            connection.starttls(context=context)
        if server.user:
            connection.login(server.user, server.password or "")
    except BaseException:
        connection.close()
        raise
    return connection


def _quit(connection: smtplib.SMTP) -> None:
    try:
        connection.quit()
    except (OSError, smtplib.SMTPException):
        connection.close()


def _no(code: int, text: bytes | str, error: Exception) -> None:
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    kind = NoForGood if 500 <= code < 600 else NotNow
    raise kind(f"{code} {words}") from error
