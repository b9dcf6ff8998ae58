"""How engines spell what SQL-92 leaves open: one row an engine."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from infocalc.errors import UsageError
from infocalc.records import NamedTuple


class Dialect(NamedTuple):
    """`quote` stands round names, `text` and `double` are types, `nan` tells whether {x} is NaN.

    `whole` is a cast of a sum of counts to whole numbers where sums are something else. `number` tells
    whether the text {x} is a number as every engine reads it.
    """

    quote: str
    text: str
    double: str
    nan: str
    whole: str = "{x}"
    number: str = ""

    def name(self, name: str) -> str:
        """A column or, with points in it, a table by its path."""
        return self.quote + name.replace(self.quote, 2 * self.quote) + self.quote


_NUMBER = "([+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?|[+-]?(?i:nan|inf|infinity))"

DIALECTS: Mapping[str, Dialect] = MappingProxyType(
    {
        "duckdb": Dialect(
            '"',
            "VARCHAR",
            "DOUBLE",
            "isnan({x})",
            "CAST({x} AS BIGINT)",
            f"regexp_full_match({{x}}, '{_NUMBER}')",
        ),
        "postgres": Dialect(
            '"', "TEXT", "DOUBLE PRECISION", "{x} = 'NaN'::double precision", "CAST({x} AS BIGINT)"
        ),
        "spark": Dialect("`", "STRING", "DOUBLE", "isnan({x})", number=f"regexp_like({{x}}, '^{_NUMBER}$')"),
        "trino": Dialect('"', "VARCHAR", "DOUBLE", "is_nan({x})"),
        "snowflake": Dialect('"', "VARCHAR", "DOUBLE", "{x} = 'NaN'::double"),
        "bigquery": Dialect("`", "STRING", "FLOAT64", "IS_NAN({x})"),
        "clickhouse": Dialect('"', "Nullable(String)", "Nullable(Float64)", "isNaN({x})"),
    }
)


def dialect(name: str) -> Dialect:
    """The row of a dialect, or what there is instead."""
    if name not in DIALECTS:
        raise UsageError(
            f"--print-sql: there is no dialect '{name}'", hint=f"there are {', '.join(DIALECTS)}"
        )
    return DIALECTS[name]
