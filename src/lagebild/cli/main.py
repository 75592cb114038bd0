"""The command line: parse, call the pipeline, render. No rule of the field lives here.

Exit status 0: done; 1: done, but some input could not be read or something asked for is not there; 2: wrong usage.
"""

from __future__ import annotations

import gc
import os
import sys

import click

from lagebild import __version__
from lagebild.cli.advisories import advisories
from lagebild.cli.brief import brief
from lagebild.cli.bundle import bundle, verify
from lagebild.cli.care import backup, check, restore_command
from lagebild.cli.codebook import codebook
from lagebild.cli.collect import collect_command
from lagebild.cli.common import one_line
from lagebild.cli.decide import decide_command, decisions_command
from lagebild.cli.exchange import export_command, import_command
from lagebild.cli.explain import explain
from lagebild.cli.forget import forget
from lagebild.cli.lines import claims, statements
from lagebild.cli.moved import changes_command, history, review, revisions
from lagebild.cli.pages import pages
from lagebild.cli.search import search_command
from lagebild.cli.serve import people, serve_command
from lagebild.cli.sources import sources
from lagebild.cli.stored import ingest_command, picture, quarantine, reread_command
from lagebild.errors import LagebildError, UsageError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="lagebild")
def main() -> None:
    """Aus deutschen Berichten wird ein Lagebild, in dem jede Zelle auf ihrer Fundstelle steht.

    From German reports to a situation picture in which every cell opens on its passage.
    """


OF_FILES = (brief, statements, claims, explain, codebook, advisories, verify)
OF_A_STORE = (
    serve_command,
    people,
    sources,
    collect_command,
    ingest_command,
    picture,
    bundle,
    changes_command,
    history,
    review,
    revisions,
    pages,
    search_command,
    decide_command,
    decisions_command,
    quarantine,
    reread_command,
    export_command,
    import_command,
    forget,
    check,
    backup,
    restore_command,
)
for command in (*OF_FILES, *OF_A_STORE):
    main.add_command(command)


# Reading makes many short-lived objects beside large tables that never go; looking for cycles less often saves
# a fifth of the time, and memory stays bounded. A library leaves this to the program it is in.
SEARCHES = (50_000, 20, 50)


def run() -> None:
    """Entry point of the ``lagebild`` program."""
    gc.set_threshold(*SEARCHES)
    sys.exit(_status(sys.argv[1:]))


def _status(arguments: list[str]) -> int:
    """Run one command and return the exit status.

    click's own ``main`` would turn a closed pipe into status 1, and in its quiet mode drop the status of ``Exit``.
    """
    try:
        with main.make_context("lagebild", arguments) as context:
            main.invoke(context)
        if sys.stdout is not None:  # None where the caller closed it (>&-)
            sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except UsageError as error:
        click.echo(f"lagebild: {one_line(str(error))}", err=True)
        return 2
    except LagebildError as error:
        click.echo(f"lagebild: {one_line(str(error))}", err=True)
        return 1
    except BrokenPipeError:
        # A reader such as ``head`` has seen enough. Without another file there, Python would complain on its way out.
        _let_go_of_output()
    except OSError as error:
        if error.filename is not None or sys.stdout is None:
            raise  # not a write to standard output
        _let_go_of_output()
        click.echo(f"lagebild: standard output cannot be written ({error.strerror}); give -o FILE elsewhere", err=True)
        return 1
    return 0


def _let_go_of_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
