"""People: accounts' tables, sign-in, memberships, permissions and the guard of every route.

Global roles are two: admin (accounts and settings, never marks) and hr. All else is a part in
one requisition. Out of reach is 404, not allowed is 403. A person whose e-mail is a candidate
or referee of a requisition sees nothing of it, whatever their role.
"""
