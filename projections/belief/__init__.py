"""What the ledger holds true about a client, a provider or a region, and how that differs between two moments."""
