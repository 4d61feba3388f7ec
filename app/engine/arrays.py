"""Names for the kinds of array the engine computes with: 64-bit numbers, places, flags."""

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]
Codes = npt.NDArray[np.signedinteger[Any]]
Flags = npt.NDArray[np.bool_]


def sums(place: Codes, values: Floats, places: int) -> Floats:
    """Add up `values` (n,) by the `place` (n,) each belongs to, (places,)."""
    return np.bincount(place, weights=values, minlength=places).astype(np.float64)
