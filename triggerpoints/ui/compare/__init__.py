"""Compare: two or three muscles in a table and on one map."""
