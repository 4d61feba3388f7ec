"""A mail server that misbehaves at one step of its dialogue, and keeps what it took anyway."""

import contextlib
import socket
import threading
from collections.abc import Callable

#: each step's good answer
GOOD = {
    "greeting": b"220 rough ESMTP\r\n",
    "ehlo": b"250 rough\r\n",
    "mail": b"250 OK\r\n",
    "rcpt": b"250 OK\r\n",
    "data": b"354 Go ahead\r\n",
    "text": b"250 Taken\r\n",
    "rset": b"250 OK\r\n",
    "quit": b"221 Bye\r\n",
}
STALL, DROP = b"stall", b"drop"
Answer = bytes | Callable[[str], bytes]


class RoughServer:
    """`answers[step]` is what it says there instead: bytes, STALL, DROP, or made from the mail."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.mails: list[str] = []
        self._stop = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(0.05)
        self.url = f"smtp://127.0.0.1:{self._listening.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._run)]
        self._threads[0].start()

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()
        self._listening.close()

    def _run(self) -> None:
        while not self._stop.is_set():
            with contextlib.suppress(TimeoutError):
                connection, _ = self._listening.accept()
                thread = threading.Thread(target=self._talk, args=(connection,))
                self._threads.append(thread)
                thread.start()

    def _talk(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError, EOFError):
            self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        connection.settimeout(5)
        lines = connection.makefile("rb")
        self._say(connection, "greeting")
        while line := lines.readline():
            step = line[:4].decode(errors="replace").strip().lower()
            self._say(connection, "ehlo" if step == "helo" else step)
            if step == "data" and "data" not in self.answers:
                text = b"".join(iter(lines.readline, b".\r\n")).decode()
                self.mails.append(text)
                self._say(connection, "text", text)
            if step == "quit":
                return

    def _say(self, connection: socket.socket, step: str, text: str = "") -> None:
        answer = self.answers.get(step, GOOD[step])
        answer = answer(text) if callable(answer) else answer
        if answer == DROP:
            raise EOFError
        if answer == STALL:
            self._stop.wait(1.0)
            raise EOFError
        connection.sendall(answer)
