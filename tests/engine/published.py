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
