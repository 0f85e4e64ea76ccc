"""Dated values as data, each with its unit and its source; nothing here is a constant in code."""
