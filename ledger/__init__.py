"""The ledger: every fact about money, points and hours that follow a person, as immutable events."""
