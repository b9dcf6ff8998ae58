"""One command line in a folder of its own."""

from tests.tables.conftest import ask  # noqa: F401
