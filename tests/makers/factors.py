"""Second factors."""

from app.people import codes
from app.people.models import RecoveryCode, SecondFactor
from app.people.sealing import seal

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def second_factor(make, person, *, recovery=(), **columns):
    """A phone of a person that shares SECRET with us, and the recovery codes named."""
    for code in recovery:
        make.add(RecoveryCode(person_id=person.id, code_hash=codes.hash_recovery_code(code)))
    columns = {"secret": seal(SECRET), "confirmed_at": make.at, **columns}
    return make.add(SecondFactor(person_id=person.id, **columns))
