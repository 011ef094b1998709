"""The child process of `apart`: failures come in, a grouping goes out, both as JSON."""

import json
import os
import sys
from dataclasses import asdict

# Before numpy is loaded: one core is enough, and the others are the customers'.
os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

from handover.analysis.topics.grouping import group
from handover.analysis.topics.material import Said


def main() -> None:
    """Read, group, write."""
    os.nice(10)
    failures = [Said(**one) for one in json.load(sys.stdin)]
    json.dump(asdict(group(failures)), sys.stdout)


if __name__ == "__main__":
    main()
