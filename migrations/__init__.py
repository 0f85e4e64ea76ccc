"""Alembic owns every table: the log, receipts, keys, projections, accounts."""
