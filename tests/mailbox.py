"""A real mail server on the loopback address that keeps what it is handed."""

import socket
import time
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True)
class Mail:
    """One mail as it arrived: envelope and message."""

    sender: str
    recipients: list[str]
    message: EmailMessage

    @property
    def subject(self) -> str:
        """The subject line."""
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        """The plain text."""
        body = self.message.get_body(("plain",))
        return str(body.get_content()) if body else ""


class Mailbox:
    """The server: `mails` as they arrived, `refuse` addresses it says no to, `url` for SMTP_URL."""

    def __init__(self) -> None:
        """Make a server that is not yet listening."""
        self.mails: list[Mail] = []
        self.refuse: set[str] = set()
        self.broken = False
        self._controller = Controller(self, hostname="127.0.0.1", port=_free_port())

    def start(self) -> None:
        """Listen."""
        self._controller.start()

    def stop(self) -> None:
        """Stop listening, as a server that is down."""
        self._controller.stop(no_assert=True)

    @property
    def url(self) -> str:
        """The address to send through."""
        return f"smtp://127.0.0.1:{self._controller.port}"

    def to(self, address: str) -> list[Mail]:
        """Return the mails to one address, oldest first."""
        return [mail for mail in self.mails if address in mail.recipients]

    def wait_for(self, address: str, count: int = 1, seconds: float = 10) -> list[Mail]:
        """Return the mails to one address once there are ``count``."""
        deadline = time.monotonic() + seconds
        while len(self.to(address)) < count:
            if time.monotonic() > deadline:
                raise AssertionError(f"{len(self.to(address))} of {count} mails came to {address}")
            time.sleep(0.02)
        return self.to(address)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[Any]
    ) -> str:
        """Refuse the addresses of ``refuse``."""
        if address in self.refuse:
            return "550 No such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep a mail, or refuse all while ``broken``."""
        if self.broken:
            return "451 Try again later"
        content = envelope.content
        raw = content if isinstance(content, bytes) else str(content).encode()
        message = message_from_bytes(raw, policy=policy.default)
        self.mails.append(Mail(str(envelope.mail_from), list(envelope.rcpt_tos), message))
        return "250 Accepted"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
