"""What the ledger knows of a person or a contract, in the words of the funding models."""
