"""The evidence pack: one archive with all that a third party needs to judge an answer of this ledger by itself."""
