"""The command line: one module per command.  Reads and writes files, shows progress, sets exit codes.

Exit codes: 0 done; 1 something could not be read or done, and it was said; 2 wrong usage.
"""
