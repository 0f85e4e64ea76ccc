"""Benchmarks: `make bench`. They print the machine, the size of the data, and ratios; nothing here fails on time."""
