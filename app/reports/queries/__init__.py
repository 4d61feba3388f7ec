"""Reads of reports, cut to the viewer: open waits, times in stage, how offers ended."""
