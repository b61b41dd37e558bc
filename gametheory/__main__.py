"""``python -m gametheory`` is the command ``gametheory``."""

from __future__ import annotations

import sys

from gametheory.cli import main

if __name__ == "__main__":
    sys.exit(main())
