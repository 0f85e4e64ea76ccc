"""Tests of ledger/messages, and samples for the tests of other rooms."""
