"""The command line: parse, call the pipeline, render. No rule of the field lives here.

Exit status 0: done; 1: done, but some input could not be read or something asked for is not there; 2: wrong usage.
"""

from __future__ import annotations

import sys

import click

from lagebild import __version__
from lagebild.cli.brief import brief
from lagebild.cli.explain import explain
from lagebild.cli.lines import claims, statements
from lagebild.errors import LagebildError, UsageError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="lagebild")
def main() -> None:
    """Aus deutschen Berichten wird ein Lagebild, in dem jede Zelle auf ihrer Fundstelle steht.

    From German reports to a situation picture in which every cell opens on its passage.
    """


for command in (brief, statements, claims, explain):
    main.add_command(command)


def run() -> None:
    """Entry point of the ``lagebild`` program."""
    try:
        main.main(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except UsageError as error:
        click.echo(f"lagebild: {error}", err=True)
        sys.exit(2)
    except LagebildError as error:
        click.echo(f"lagebild: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # A reader such as ``head`` has seen enough.
        sys.stderr.close()
        sys.exit(0)
