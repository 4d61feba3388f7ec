"""`make bench`: every table one after the other, the machine named first."""

from bench import exports, imports, pages, start, users
from bench.machine import machine


def main() -> None:
    """Print the tables."""
    print(machine())
    start.main()
    pages.main([])
    users.main([])
    exports.main()
    imports.main()


if __name__ == "__main__":
    main()
