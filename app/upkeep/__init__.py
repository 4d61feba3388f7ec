"""Upkeep: backup, restore, and whether the installation is well.

A backup is one zip: a manifest, each table as lines of JSON, and the uploaded files. It is read
within one transaction that sees the database as of one instant, so writes go on meanwhile, and it
goes into either kind of database. What it never holds: sessions, counted attempts, workers' signs
of life, files chosen for an import that is not yet taken, the installation's secret key, and tokens
of links, since no table holds one.
Restoring is all or nothing, and into an empty database only.
"""
