"""Mail: the outbox, delivery, and what each kind of message needs to know.

A message is a row of the transaction that calls for it. Its body holds ``{link}``; the worker
mints the token while sending, so no table ever holds one (law L16). Each kind states the
condition under which it still makes sense, checked at sending. Without SMTP settings messages
stay readable in the app.
"""
