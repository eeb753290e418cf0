"""The commands that need no picture; one file a command, each given to the click group in build.py."""
