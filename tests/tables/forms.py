"""One table in every form that is read: text plain, packed and in parts, Parquet, JSON lines, databases."""

from __future__ import annotations

import csv
import gzip
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

Rows = Sequence[Sequence[str]]


def csv_file(path: Path, rows: Rows, delimiter: str = ",") -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(rows)


def plain(folder: Path, name: str, rows: Rows) -> str:
    csv_file(folder / f"{name}.csv", rows)
    return f"@{name}.csv"


def tabs(folder: Path, name: str, rows: Rows) -> str:
    csv_file(folder / f"{name}.tsv", rows, "\t")
    return f"@{name}.tsv"


def packed(folder: Path, name: str, rows: Rows) -> str:
    plain(folder, name, rows)
    (folder / f"{name}.csv.gz").write_bytes(gzip.compress((folder / f"{name}.csv").read_bytes()))
    return f"@{name}.csv.gz"


def zstd(folder: Path, name: str, rows: Rows) -> str:
    plain(folder, name, rows)
    subprocess.run(["zstd", "-q", "-f", f"{name}.csv"], cwd=folder, check=True)
    return f"@{name}.csv.zst"


def parts(folder: Path, name: str, rows: Rows) -> str:
    """Three files, the second with its columns the other way round."""
    (folder / name).mkdir()
    third = -(-(len(rows) - 1) // 3)
    for k in range(3):
        part = [rows[0], *rows[1 + k * third : 1 + (k + 1) * third]]
        csv_file(folder / name / f"p{k}.csv", [row[::-1] for row in part] if k == 1 else part)
    return f"@{name}/*.csv"


def _typed(folder: Path, name: str, rows: Rows, types: dict[str, str]) -> duckdb.DuckDBPyRelation:
    plain(folder, name, rows)
    texts = duckdb.read_csv(str(folder / f"{name}.csv"), header=True, all_varchar=True)
    return texts.project(", ".join(f'CAST("{c}" AS {types.get(c, "VARCHAR")}) AS "{c}"' for c in rows[0]))


def parquet(folder: Path, name: str, rows: Rows, types: dict[str, str] | None = None) -> str:
    _typed(folder, name, rows, types or {}).write_parquet(str(folder / f"{name}.parquet"))
    return f"@{name}.parquet"


def json_lines(folder: Path, name: str, rows: Rows) -> str:
    objects = (dict(zip(rows[0], (cell or None for cell in row), strict=True)) for row in rows[1:])
    (folder / f"{name}.ndjson").write_text("".join(json.dumps(o) + "\n" for o in objects), encoding="utf-8")
    return f"@{name}.ndjson"


def database(folder: Path, name: str, rows: Rows) -> str:
    plain(folder, name, rows)
    con = duckdb.connect(str(folder / f"{name}.duckdb"))
    texts = con.read_csv(str(folder / f"{name}.csv"), header=True, all_varchar=True)
    texts.create("orders")
    con.close()
    return f"@{name}.duckdb"


def sqlite(folder: Path, name: str, rows: Rows) -> str:
    con = sqlite3.connect(folder / f"{name}.sqlite")
    con.execute(f"CREATE TABLE orders ({', '.join(f'{chr(34)}{c}{chr(34)} TEXT' for c in rows[0])})")
    marks = ", ".join("?" * len(rows[0]))
    con.executemany(
        f"INSERT INTO orders VALUES ({marks})", [[cell or None for cell in row] for row in rows[1:]]
    )
    con.commit()
    con.close()
    return f"@{name}.sqlite"


#: name -> what writes the form and returns the operand
FORMS: dict[str, Callable[[Path, str, Rows], str]] = {
    "csv": plain,
    "tsv": tabs,
    "csv.gz": packed,
    "three parts": parts,
    "parquet": parquet,
    "ndjson": json_lines,
    "duckdb": database,
    "sqlite": sqlite,
}
if shutil.which("zstd"):
    FORMS["csv.zst"] = zstd
