"""Raw rows as counts: our own counter, DuckDB or SQLite, and one way to ask whichever it is."""
