"""`make test`: all tests in two shares side by side, since one core would take twice as long.

The one share needs Rasa, a browser or the launcher, the other needs none of them; `uv run pytest` runs all in one.
"""

import os
import subprocess
import sys
import threading

SHARES = ("quick", "slow")


def main() -> int:
    """Run both shares, show their lines as they come and how each ended, and return 0 if all passed."""
    runs = {share: _start(share) for share in SHARES}
    last: dict[str, str] = {}
    shown = [threading.Thread(target=_show, args=(share, run, last)) for share, run in runs.items()]
    for thread in shown:
        thread.start()
    for thread in shown:
        thread.join()
    codes = {share: run.wait() for share, run in runs.items()}
    print(*(last.get(share, "") for share in SHARES), sep="\n")
    return 1 if any(codes.values()) else 0


def _start(share: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"],
        env=os.environ | {"LOTSE_TEST_SHARE": share},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _show(share: str, run: subprocess.Popen[str], last: dict[str, str]) -> None:
    assert run.stdout
    for line in run.stdout:
        print(f"{share:>5} | {line.rstrip()}", flush=True)
        last[share] = line.rstrip() or last.get(share, "")


if __name__ == "__main__":
    sys.exit(main())
