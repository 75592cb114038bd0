"""``python -m lagebild.cli``: the same program without its installed name."""

from lagebild.cli.main import run

run()
