"""``python -m lagebild``: the same program without its installed name."""

from lagebild.cli.main import run

run()
