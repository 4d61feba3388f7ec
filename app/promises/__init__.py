"""Promises: what a candidate was told to expect, by when, and whether it was kept.

A promise begins when the candidate has been told: by a letter the mail server has taken, on a
call, or in person. It has an owner and a moment, 18:00 of a working day where the candidate is.
The message that fulfils it keeps it, once the server has taken it, and so does a call; nothing
queued, held or failed does. A new date is told, never merely set: by a letter or by mouth. Whoever
leaves, or is hired, waits for nothing more, and what was promised to them ends in the same moment.

Where policy asks for a word every so many days, whoever still waits has such a promise by itself,
kept by any word from us and renewed by it. A promise that an offer's longer time, its end or a new
list will break is marked as slipping until a new date is told.
"""
