"""`python -m handgrad`, for where the command `handgrad` is not on the path."""

from __future__ import annotations

import sys

from handgrad.cli import main

sys.exit(main())
