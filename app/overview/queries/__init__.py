"""Reads of several packages at once, for pages that show them together."""
