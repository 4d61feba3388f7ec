"""Recomputing every chain: what was altered, taken out, moved or cut off since it was written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import func, select

from app.db import Base, db
from app.history.actions import line_hash, payload_hash
from app.history.models import HistoryChain, HistoryLine, HistoryPayload
from app.history.sealing import SEALED

BATCH = 500
OFFICE = "the office"
#: The key of an office line's detail that names chains which went with their requisitions.
GONE = "chains_gone"
Seals = dict[int, dict[int, str]]


@dataclass(frozen=True, slots=True)
class Head:
    """A chain, how it is called, where it says it ends, and the last line there is."""

    id: int
    name: str
    last_line: int
    last_hash: str
    last_there: int


@dataclass(frozen=True, slots=True)
class Finding:
    """The first thing that does not fit in a chain, in words."""

    chain: str
    words: str


@dataclass(slots=True)
class Report:
    """What was read, what was found, and the office's last seal: the head of heads."""

    chains: int = 0
    lines: int = 0
    sealed: str | None = None
    findings: list[Finding] = field(default_factory=list)


def heads() -> list[Head]:
    """Return every chain, the office's first, as one statement saw them."""
    requisition = Base.metadata.tables["requisition"]
    last_there = select(func.max(HistoryLine.line)).where(HistoryLine.chain_id == HistoryChain.id)
    rows = db.session.execute(
        select(HistoryChain, requisition.c.code, last_there.scalar_subquery())
        .outerjoin(requisition, requisition.c.id == HistoryChain.requisition_id)
        .order_by(HistoryChain.is_office.desc(), HistoryChain.id)
    )
    return [
        Head(chain.id, code or OFFICE, chain.last_line, chain.last_hash, last or 0)
        for chain, code, last in rows
    ]


def verify(found: list[Head], progress: Callable[[int], None]) -> Report:
    """Read every chain and return what does not fit; ``progress`` is told how many lines passed."""
    report, seals = Report(), Seals()
    for head in found:
        report.chains += 1
        walk = _Walk(head, report, seals, progress)
        broken = next(walk.faults(), None)
        if broken is not None:
            report.findings.append(Finding(head.name, broken))
    known = {head.id for head in found}
    for chain_id in seals.keys() - known:
        report.findings.append(Finding(f"chain {chain_id}", "It was sealed and is gone."))
    return report


@dataclass(slots=True)
class _Walk:
    """One chain, line by line."""

    head: Head
    report: Report
    seals: Seals
    progress: Callable[[int], None]
    line: int = 0
    hash: str = ""

    def faults(self) -> Iterator[str]:
        """Yield what does not fit, in words; the first is what counts."""
        for row, payload in _lines(self.head):
            if row.line != self.line + 1:
                yield f"{_span(self.line + 1, row.line - 1)} missing."
            yield from self._fault_of(row, payload)
            self.line, self.hash = row.line, row.hash
            self.report.lines += 1
            self.progress(1)
            if row.verb == SEALED or (payload and GONE in payload.body):
                self._take(row, payload)
        yield from self._fault_at_the_end()

    def _fault_of(self, row: HistoryLine, payload: HistoryPayload | None) -> Iterator[str]:
        if row.hash != line_hash(row):
            yield f"Line {row.line} was altered."
        if row.previous_hash != self.hash:
            yield f"Line {row.line} does not follow line {self.line}: one of them was altered."
        if payload and row.payload_hash != payload_hash(payload.salt, payload.body):
            yield f"What line {row.line} says was altered."
        if self.seals.get(self.head.id, {}).get(row.line, row.hash) != row.hash:
            yield f"Line {row.line} or one before it was altered after the day's seal."

    def _fault_at_the_end(self) -> Iterator[str]:
        end = max([self.head.last_line, *self.seals.get(self.head.id, {})])
        if self.line < end:
            yield f"{_span(self.line + 1, end)} missing."
        if self.head.last_there > self.head.last_line:
            yield f"{_span(self.head.last_line + 1, self.head.last_there)} not part of the chain."
        if self.hash != self.head.last_hash:
            yield f"Line {self.line} was altered: the chain ends with another hash."

    def _take(self, row: HistoryLine, payload: HistoryPayload | None) -> None:
        """Keep what a seal holds; forget chains that went with their requisitions."""
        if row.verb == SEALED:
            self.report.sealed = row.hash
        said = payload.body if payload else {}
        for chain_id, line, sealed_hash in said.get("heads", ()):
            self.seals.setdefault(chain_id, {})[line] = sealed_hash
        for chain_id in said.get(GONE, ()):
            self.seals.pop(chain_id, None)


def _lines(head: Head) -> Iterator[tuple[HistoryLine, HistoryPayload | None]]:
    """Yield the lines up to the head as it was read, in batches; later ones came meanwhile."""
    after = 0
    while True:
        rows = db.session.execute(
            select(HistoryLine, HistoryPayload)
            .outerjoin(HistoryPayload, HistoryPayload.line_id == HistoryLine.id)
            .where(
                HistoryLine.chain_id == head.id,
                HistoryLine.line > after,
                HistoryLine.line <= head.last_line,
            )
            .order_by(HistoryLine.line)
            .limit(BATCH)
            .execution_options(populate_existing=True)
        ).all()
        for row in rows:
            line, payload = row
            yield line, payload
            for one in filter(None, row):
                db.session.expunge(one)  # a long history is read, not gathered
        if len(rows) < BATCH:
            return
        after = rows[-1][0].line


def _span(first: int, last: int) -> str:
    return f"Line {first} is" if first == last else f"Lines {first} to {last} are"
