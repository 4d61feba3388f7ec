"""Published data sets, as facts: what the engine must reproduce to the digits given."""

import numpy as np

from app.engine.ratings import Axis, Ratings, ratings_of

# Diameters of the zone cleared by penicillin, in mm: 24 plates by samples A to F
# (Davies and Goldsmith 1972; the example of the lme4 manual).
PENICILLIN = """
a 27 23 26 23 23 21
b 27 23 26 23 23 21
c 25 21 25 24 24 20
d 26 23 25 23 23 20
e 25 22 26 22 23 20
f 24 22 25 23 22 19
g 24 20 23 21 22 19
h 26 22 26 24 24 21
i 24 21 24 22 22 20
j 24 21 24 23 22 19
k 26 23 26 24 24 21
l 25 22 26 24 24 20
m 26 24 26 24 25 22
n 26 23 26 23 23 20
o 26 23 25 24 24 22
p 25 22 25 23 23 20
q 25 21 24 23 23 20
r 25 22 24 23 23 19
s 24 21 23 21 21 19
t 26 23 26 24 24 21
u 25 21 24 22 22 18
v 25 22 25 22 22 20
w 24 21 24 22 24 19
x 24 21 24 22 21 18
"""

# Six targets by four judges (Shrout and Fleiss 1979, Psychological Bulletin 86:420, table 2).
SHROUT_FLEISS = """
1 9 2 5 8
2 6 1 3 2
3 8 4 6 8
4 7 1 2 6
5 10 5 6 9
6 6 2 4 7
"""

# Papers of a conference, each with its reviewers and their scores from 1 to 7
# (Kuhlisch, Roos, Rothe, Rudolph, Scheuermann and Stoyan 2016, Metrika 79:37-57).
REVIEWS = """
P01 R11 7 R15 7 R20 7
P02 R01 7 R10 7
P03 R11 7 R15 7 R20 7
P04 R13 7 R16 7
P05 R02 7 R14 6
P06 R12 7 R14 6
P07 R10 7 R15 6
P08 R13 7 R19 6
P09 R15 7 R20 6
P10 R05 6 R16 7
P11 R01 6 R12 7
P12 R01 7 R10 6 R14 6
P13 R15 7 R19 5
P14 R01 6 R18 6
P15 R02 6 R06 6
P16 R02 6 R11 6 R17 6
P17 R07 6 R10 6
P18 R09 6 R14 6
P19 R01 6 R15 6
P20 R04 6 R17 6
P21 R05 6 R13 6
P22 R03 6 R17 6
P23 R05 5 R19 7
P24 R01 7 R05 5
P25 R05 5 R09 6
P26 R04 6 R07 5
P27 R02 6 R03 5
P28 R08 5 R10 6
P29 R12 5 R16 6
P30 R03 6 R09 5
P31 R08 5 R16 6
P32 R06 5 R07 6
P33 R02 5 R08 6
P34 R04 5 R07 6
P35 R08 5 R09 6
P36 R18 5 R20 6
P37 R09 5 R13 5
P38 R06 7 R11 5 R14 3
P39 R11 7 R19 3 R20 4
P40 R13 5 R20 4
P41 R02 4 R04 5
P42 R06 4 R11 3 R16 6
P43 R05 5 R11 3 R12 5
P44 R03 4 R06 6 R11 3
P45 R11 2 R12 5 R17 5
P46 R03 3 R06 6 R14 3
P47 R07 3 R18 4
P48 R04 5 R08 2
P49 R09 5 R19 2
P50 R11 3 R13 4 R17 3
P51 R02 1 R07 7 R17 1 R18 4
P52 R08 4 R10 2
P53 R03 3 R18 3
P54 R08 3 R18 3
P55 R04 2 R18 3
P56 R12 1 R16 2
P57 R17 1 R19 1
"""


def long_form(table: str) -> str:
    """A file of ratings of a table whose lines are a candidate, then rater and mark in turn."""
    lines = ["candidate,rater,criterion,rating"]
    for line in table.strip().splitlines():
        candidate, *cells = line.split()
        pairs = zip(cells[::2], cells[1::2], strict=True)
        lines += [f"{candidate},{rater},overall,{mark}" for rater, mark in pairs]
    return "\n".join(lines) + "\n"


def crossed_table(table: str, scale: tuple[float, float]) -> Ratings:
    """A line a candidate after its name, a column a rater, one criterion."""
    marks = np.array([line.split()[1:] for line in table.strip().splitlines()], dtype=float)
    rows, columns = marks.shape
    return ratings_of(
        Axis(tuple(range(rows)), np.repeat(np.arange(rows), columns)),
        Axis(tuple(range(columns)), np.tile(np.arange(columns), rows)),
        Axis((1,), np.zeros(rows * columns, dtype=np.int64)),
        marks.ravel(),
        weights=[1],
        panels=["all"],
        must_have=[False],
        scale=scale,
    )
