"""Seeding: the demo company of ``seed_data/``, played through the same verbs people use.

Every row becomes an act by its person at its moment, so that history, mail and jobs are as they
would be. Moments are offsets from the loading, so the demo is always alive.
"""
