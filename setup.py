"""Puts the scenarios of the top folder into the package, as `sim/_scenarios`; all else stands in pyproject.toml.

An editable install takes them from the top folder itself.
"""

from pathlib import Path
from shutil import copytree, rmtree

from setuptools import setup
from setuptools.command.build_py import build_py


class WithScenarios(build_py):
    """Builds the package with the scenarios inside it."""

    def run(self) -> None:
        """Copy the modules, and then the scenarios."""
        super().run()
        if not self.editable_mode:
            place = Path(self.build_lib) / "sim" / "_scenarios"
            rmtree(place, ignore_errors=True)
            copytree("scenarios", place)


setup(cmdclass={"build_py": WithScenarios})
