"""Samples that anyone draws again: how large, which items, and what they say of the whole. Pure."""
