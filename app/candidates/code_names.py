"""Code names, by which a candidacy is spoken of where its name must not be known."""

from collections.abc import Container, Iterator

#: As many as share no divisor with 990, so that name and number meet each other only once.
BIRDS = (
    "Albatross",
    "Avocet",
    "Bittern",
    "Bulbul",
    "Bunting",
    "Cormorant",
    "Crane",
    "Curlew",
    "Dipper",
    "Dunlin",
    "Egret",
    "Falcon",
    "Finch",
    "Flamingo",
    "Gannet",
    "Godwit",
    "Goldcrest",
    "Grebe",
    "Heron",
    "Hoopoe",
    "Ibis",
    "Jacana",
    "Jackdaw",
    "Kestrel",
    "Kingfisher",
    "Lapwing",
    "Linnet",
    "Magpie",
    "Martin",
    "Merlin",
    "Nightjar",
    "Oriole",
    "Osprey",
    "Pelican",
    "Petrel",
    "Plover",
    "Puffin",
    "Quail",
    "Redstart",
    "Sandpiper",
    "Shrike",
    "Skylark",
    "Starling",
    "Swift",
    "Teal",
    "Wagtail",
    "Wren",
)
NUMBERS = 990
ROUND = len(BIRDS) * NUMBERS


def code_name(index: int) -> str:
    """Return the code name of the index-th candidacy; no two of a requisition are the same."""
    bird = BIRDS[index * 17 % len(BIRDS)]
    number = 10 + index * 37 % NUMBERS + index // ROUND * NUMBERS
    return f"{bird} {number}"


def free_code_names(taken: Container[str | None], start: int) -> Iterator[str]:
    """Yield code names that are not ``taken``, beginning with that of the ``start``-th."""
    index = start
    while True:
        name = code_name(index)
        if name not in taken:
            yield name
        index += 1
