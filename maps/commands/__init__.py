"""The commands that draw: the only modules of `maps` that know how a build is made."""
