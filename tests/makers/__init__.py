"""Makers, one file a feature; see tests/make.py."""
