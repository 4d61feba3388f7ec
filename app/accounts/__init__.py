"""Accounts: who is invited, how a password is set and changed, roles, and switching off.

An account is born without a password: a mail carries a link that sets it, once, within seven
days. A forgotten password is set anew by a link of two hours, and the answer to asking is the
same whether or not the address is known. An account that leads an open requisition is not
switched off before someone else leads it. The last admin stays.

Nobody changes their own roles: an admin sees neither marks nor pay, and must not be able to make
themselves hr. A new hr person is a line of history and a mail to everybody in hr.
"""
