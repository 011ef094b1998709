"""`lotse run` with fake parts and nothing to prepare: the rest is the real launcher. Arguments: folder, port, port, and
`stubborn` if the second part is to be."""

import os
import signal
import sys
from pathlib import Path

from handover.launch import run as launcher
from handover.launch.child import Part
from handover.launch.environment import environment, layout
from handover.launch.errors import LaunchError
from handover.launch.ports import free_port
from handover.launch.screen import Screen


def fake(name: str, port: str, *options: str) -> Part:
    command = (sys.executable, str(Path(__file__).with_name("fake_part.py")), port, *options)
    return Part(name, f"the fake {name}", command, f"http://127.0.0.1:{port}/", f"LOTSE_{name.upper()}_PORT")


if __name__ == "__main__":
    # Tests that are themselves run under `nohup` would hand its ignoring of this signal down.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    folder, first, second, *options = sys.argv[1:]
    os.environ["LOTSE_DATA_DIR"] = folder
    os.environ["LOTSE_BOT_URL"] = f"http://127.0.0.1:{free_port()},http://127.0.0.1:{free_port()}"
    launcher.parts = lambda *_args, **_kwargs: [fake("first", first), fake("second", second, *options)]
    launcher.ensure_bot = lambda *_args: Path("model")
    launcher.ensure_databases = lambda *_args: []
    places = layout(os.environ)
    try:
        launcher.run(places, environment(os.environ, places), Screen())
    except LaunchError as error:
        print(error, flush=True)
        sys.exit(1)
