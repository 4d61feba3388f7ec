"""One small client: signs in as a person does, and times answers one by one."""

import gzip
import http.client
import re
import time
from statistics import median
from urllib.parse import urlencode

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Client:
    """A browser without pixels on one address of this machine; each request is a new connection."""

    def __init__(self, port: int) -> None:
        """Keep no cookie yet."""
        self.port, self._cookie = port, ""

    def get(self, path: str, *, packed: bool = False) -> tuple[float, bytes]:
        """Return the seconds until the whole answer was here, and the answer as it was sent."""
        return self._send("GET", path, None, {"Accept-Encoding": "gzip"} if packed else {})

    def post(self, path: str, fields: dict[str, str]) -> float:
        """Send a form that leads on to another page; return the seconds that took."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._send("POST", path, urlencode(fields), headers)[0]

    def token(self, path: str) -> str:
        """Return the token that a page's forms carry."""
        found = _TOKEN.search(self.get(path)[1].decode())
        assert found, f"{path} has no form"
        return found[1]

    def sign_in(self, email: str, password: str) -> "Client":
        """Sign in; return itself."""
        token = self.token("/sign-in")
        self.post("/sign-in", {"csrf_token": token, "email": email, "password": password})
        return self

    def _send(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[float, bytes]:
        started = time.perf_counter()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        line.request(
            method, path, body, headers | ({"Cookie": self._cookie} if self._cookie else {})
        )
        answer = line.getresponse()
        content = answer.read()
        took = time.perf_counter() - started
        line.close()
        wanted = 303 if method == "POST" else 200
        assert answer.status == wanted, f"{method} {path} answered {answer.status}"
        for name, value in answer.getheaders():
            if name == "Set-Cookie":
                self._cookie = value.partition(";")[0]
        return took, content


def weight(client: Client, path: str) -> float:
    """Return how many kB a page weighs as it is sent, packed."""
    content = client.get(path, packed=True)[1]
    return len(content if content[:2] == b"\x1f\x8b" else gzip.compress(content)) / 1000


def middle(times: list[float]) -> float:
    """Return the median in milliseconds."""
    return median(times) * 1000
