"""The version of the package, in a module that imports nothing, so that every other may name it."""

VERSION = "0.2.0"
