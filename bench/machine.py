"""On what a bench ran: its processors and how busy they were, and nothing that names it."""

import os
import platform
from pathlib import Path


def machine() -> str:
    """Return the processor, the number of cores, Python's version, and the load at the moment."""
    return (
        f"{_processor()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"load {os.getloadavg()[0]:.1f}"
    )


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    lines = about.read_text().splitlines() if about.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
