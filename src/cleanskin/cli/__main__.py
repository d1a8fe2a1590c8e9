"""`python -m cleanskin.cli`."""

import sys

from cleanskin.cli import main

if __name__ == "__main__":
    sys.exit(main())
