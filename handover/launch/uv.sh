#!/bin/sh
# Runs uv with the arguments given, in this checkout; installs it into .uv/ where there is none that works.
set -eu
cd "$(dirname "$0")/../.."

right_python() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null; }

# The environment that is there comes first: another Python would make it anew.
# A command that exists need not work: pyenv leaves shims for versions that are not chosen.
python=
for candidate in .venv/bin/python python3.11 python3.12 python3.13 python3.14 python3 python; do
    if command -v "$candidate" >/dev/null 2>&1 && right_python "$candidate"; then
        python=$("$candidate" -c 'import sys; print(sys.executable)')
        break
    fi
done

uv=
for candidate in uv .uv/bin/uv; do
    if "$candidate" --version >/dev/null 2>&1; then
        uv=$candidate
        break
    fi
done

if [ -z "$uv" ]; then
    if [ -z "$python" ]; then
        echo "Lotse needs Python 3.11, 3.12, 3.13 or 3.14, and none of them was found on PATH." >&2
        echo "Install one (Debian and Ubuntu: apt install python3 python3-venv; macOS: brew install python)," >&2
        echo "or install uv, which brings its own: https://docs.astral.sh/uv/getting-started/installation/" >&2
        exit 1
    fi
    echo "Installing uv into .uv/ ..."
    if ! { "$python" -m venv --clear .uv && .uv/bin/python -m pip install --quiet 'uv>=0.9'; }; then
        rm -rf .uv
        echo "uv could not be installed with $python." >&2
        echo "Is the venv module there (Debian and Ubuntu: apt install python3-venv) and the package index reachable?" >&2
        echo "Or install uv yourself: https://docs.astral.sh/uv/getting-started/installation/" >&2
        exit 1
    fi
    uv=.uv/bin/uv
fi

if [ -n "$python" ]; then
    UV_PYTHON=$python
    export UV_PYTHON
fi
exec "$uv" "$@"
