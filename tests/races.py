"""Races: many at once against one really committed database, from threads or from processes."""

import multiprocessing
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import Context
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import Flask

from tests.clock import Clock, shown_by
from tests.databases import Database
from tests.make import Make

PATIENCE = 60


@dataclass
class Race:
    """One database in which commits are real, and the means to let several act at once."""

    database: Database
    app: Flask
    clock: Clock
    rounds: int
    _processes: list[Any] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind of database: sqlite or postgresql."""
        return self.database.kind

    @contextmanager
    def data(self) -> Iterator[Make]:
        """Give the makers inside an application context; what they made is committed."""
        from app.db import db

        with self.app.app_context():
            yield Make(db.session, self.clock)
            db.session.commit()

    def together(self, *calls: Callable[[], Any]) -> list[Any]:
        """Call each in a thread of its own, all let go at once; return results or exceptions.

        Each runs inside its own application context.
        """
        gate = threading.Barrier(len(calls))
        results: list[Any] = [TimeoutError("a racer did not come back")] * len(calls)

        def run(index: int, call: Callable[[], Any]) -> None:
            try:
                with self.app.app_context():
                    gate.wait(PATIENCE)
                    results[index] = call()
            except Exception as error:
                results[index] = error

        threads = [
            threading.Thread(target=Context().run, args=(run, i, call), daemon=True)
            for i, call in enumerate(calls)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        return results

    def processes(
        self, function: Callable[..., Any], arguments: Sequence[tuple[Any, ...]]
    ) -> list[Any]:
        """Call `function(app, *arguments)` in a process each, let go at once; return likewise.

        The function stands at the top of a module, and results can be pickled.
        """
        spawn = multiprocessing.get_context("spawn")
        gate = spawn.Barrier(len(arguments))
        pipes, started = [], []
        for one in arguments:
            here, there = spawn.Pipe(duplex=False)
            process = spawn.Process(
                target=_racer,
                args=(self.database, self.clock.now(), gate, there, function, one),
                daemon=True,
            )
            process.start()
            there.close()
            pipes.append(here)
            started.append(process)
        results = [_receive(pipe) for pipe in pipes]
        for process in started:
            process.join(PATIENCE)
            if process.is_alive():
                process.kill()
                process.join()
            process.close()
        return results


def _receive(pipe: Any) -> Any:
    with pipe:
        if not pipe.poll(PATIENCE):
            return TimeoutError("a racer did not come back")
        try:
            return pipe.recv()
        except EOFError:
            return RuntimeError("a racer died")


def _racer(
    database: Database,
    at: datetime,
    gate: Any,
    pipe: Any,
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
) -> None:
    with pipe, shown_by(Clock(at)):
        try:
            app = database.open()
            with app.app_context():
                gate.wait(PATIENCE)
                pipe.send(function(app, *arguments))
        except Exception as error:
            pipe.send(error)
