"""Tests of the command `pvb`."""
