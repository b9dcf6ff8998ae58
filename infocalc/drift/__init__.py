"""Many columns of two tables: one verdict each, sorted by how far they are apart, and why."""
