"""The bekostigingsmodellen: from facts and a contract to lines with amounts, pure. One file per model."""
