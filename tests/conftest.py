"""How many examples property tests are tried on: few by default, many with `--hypothesis-profile thorough`."""

from hypothesis import settings

settings.register_profile("quick", max_examples=50, deadline=None)
settings.register_profile("thorough", max_examples=2000, deadline=None)
settings.load_profile("quick")
