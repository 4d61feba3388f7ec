"""What reaches across packages: a candidate withdraws, or is set aside.

In one transaction the candidacy ends, with its open asks, its queued messages and the offer it
held; the place is free again. A list that was signed stands as it was, and whoever is still to
sign it is told.

A person who leaves the office hands every open duty on in one step, and is switched off by it: each
package reads and reassigns its own (`handing.py`), this one does all in one transaction.
"""
