"""How beliefs differ: between two moments, or by commands that are not recorded; in words, as rows, and as sent."""
