#!/bin/sh
# Three servers behind nginx on this machine, visitors on all of them, and servers that are killed, stopped and replaced.
# Takes a few minutes; needs nginx (apt-get install nginx-light) and the environment of ./run-tests.
set -eu
cd "$(dirname "$0")/.."
exec build/test-venv/bin/python -m bench.replicas "$@"
