"""Work: jobs to be done later, written in the transaction that calls for them.

A job has a unique key, so calling for it twice is one job. A worker claims it with a lease and
finishes it compare-and-swap; a killed worker's jobs are taken up when the lease ends.
"""
