# Shell functions of ./run and ./run-tests: a virtual environment with exactly the pinned packages.
# The system's own Python is never changed.

# Print the newest Python >= 3.11 there is.
find_python() {
    for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
        if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    echo "Python 3.11 or newer is needed and was not found. Install it, for example: apt-get install python3" >&2
    return 1
}

# make_venv FOLDER REQUIREMENTS: make or update the environment; does nothing when it is up to date.
make_venv() {
    venv=$1
    pins=$2
    stamp=$venv/installed.txt
    if [ -x "$venv/bin/python" ] && cmp -s "$pins" "$stamp"; then
        return
    fi
    python=$(find_python)
    echo "Installing the pinned packages into $venv (only the first time or when $pins has changed) ..."
    if ! with_uv "$python" "$venv" "$pins"; then
        if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
            rm -rf "$venv"
            empty_venv "$python" "$venv"
        fi
        if ! "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$pins"; then
            echo "The packages could not be installed. This first start needs the internet; check the connection" >&2
            echo "and start again." >&2
            return 1
        fi
    fi
    cp "$pins" "$stamp"
}

# The same with uv where it is there, which takes seconds. False where it is missing or does not reach its packages.
with_uv() {
    command -v uv >/dev/null 2>&1 || return 1
    [ -x "$2/bin/python" ] || uv venv --quiet --python "$1" "$2" 2>/dev/null || return 1
    uv pip sync --quiet --require-hashes --python "$2/bin/python" "$3" 2>/dev/null
}

# Make an empty environment, also where Debian's python3-venv (and so ensurepip) is missing.
empty_venv() {
    if "$1" -c 'import ensurepip' 2>/dev/null; then
        "$1" -m venv "$2"
    elif "$1" -m pip --version >/dev/null 2>&1; then
        "$1" -m venv --without-pip "$2"
        site=$("$2/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
        "$1" -m pip install --quiet --disable-pip-version-check --target "$site" pip
    elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing python3-venv with apt ..."
        { apt-get install -y -q python3-venv || { apt-get update -q && apt-get install -y -q python3-venv; }; } >/dev/null
        "$1" -m venv "$2"
    else
        echo "Python's module for virtual environments is missing. Install it and start again:" >&2
        echo "    sudo apt-get install python3-venv" >&2
        return 1
    fi
}
