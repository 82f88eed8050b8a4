"""Command line: ``python -m triggerpoints``."""

import gc
import sys

gc.set_threshold(200_000)  # a command ends soon: looking for garbage while it loads takes a tenth of its time

from triggerpoints.cli import main  # noqa: E402

sys.exit(main())
