"""Tests of samples: how large, which lines, and what they say of the whole."""
