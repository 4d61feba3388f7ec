"""Lists of candidates as the tests write them."""

from app.candidates.rows import Newcomer

HARD_NAMES = (
    "Łukasz von Трубецкой-O’Brien",
    "محمد عبد الله",
    "王小明",
    "Wolfeschlegelsteinhausenbergerdorff-Abercrombie y Fernández",
    "Nguyễn Minh Châu",
    "NA",
)


def row(name="Ana Lúcia Ferreira", email="ana@example.com", number=1, **facts):
    return Newcomer(name=name, email=email, row=number, **facts)


def many(count):
    return [row(f"Candidate {n:04}", f"c{n}@example.org", n + 2) for n in range(count)]
