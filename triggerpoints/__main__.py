"""Command line: ``python -m triggerpoints``."""

import sys

from triggerpoints.cli import main

sys.exit(main())
