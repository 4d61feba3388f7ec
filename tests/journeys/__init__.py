"""Whole stories in a browser."""
