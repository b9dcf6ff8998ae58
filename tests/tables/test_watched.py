"""How far a statement of DuckDB is."""

from __future__ import annotations

from threading import Event

import duckdb
import pytest

from infocalc.tables import watched as module
from infocalc.tables.duck import Duck
from infocalc.tables.relation import Room, relation
from infocalc.tables.watched import watched


class Half:
    """A statement that is half done, whenever it is asked."""

    def query_progress(self):
        return 50.0


def test_the_bytes_read_are_told(monkeypatch):
    monkeypatch.setattr(module, "_PAUSE", 0.001)
    told, seen = [], Event()

    def tell(done):
        told.append(done)
        seen.set()

    with watched(Half(), tell, 1000):
        assert seen.wait(60)
    assert set(told) == {500}


def test_nobody_is_told_of_what_nobody_knows(monkeypatch):
    monkeypatch.setattr(module, "_PAUSE", 0.0)
    asked = Event()

    class Unknown:
        def query_progress(self):
            asked.set()
            return -1.0

    with watched(Unknown(), lambda done: pytest.fail(f"told {done}"), 1000):
        assert asked.wait(60)


def test_the_locked_session_tells(tmp_path, monkeypatch):
    """DuckDB counts how far it is only where it was asked to before the session was locked."""
    monkeypatch.setattr(module, "_PAUSE", 0.0)
    table = tmp_path / "t.parquet"
    duckdb.sql("SELECT range % 1000 AS c FROM range(3000000)").write_parquet(str(table))
    told: list[int] = []
    with Duck([relation(str(table))], Room(), [told.append]) as duck:
        for _ in range(20):
            duck.made_of("SELECT c, count(*) FROM (SELECT DISTINCT * FROM range(300000) r(c)) GROUP BY c", 0)
            if told:
                break
    assert told
    assert all(0 < done <= table.stat().st_size for done in told)
