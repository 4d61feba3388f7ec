"""Files in and out: what a spreadsheet says is read without guessing, and written without danger.

A file is known by its content, never by its name; what cannot be read is refused with what to do
about it. A heading is understood whatever its case, spaces and hyphens, and what is left unread is
named. Every bad cell is reported by the row and the heading of the file; nobody's name is mended,
no day is taken for a month, and the same address under another name is never merged.
"""
