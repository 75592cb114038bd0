"""A YAML block at the beginning of a text file, taken apart from the text that follows it.

Values are read as the words that stand there: ``id: 007`` stays ``007``, and no constructor runs.
"""

from __future__ import annotations

import re

import yaml

from lagebild.errors import InputError

MAX_CHARACTERS = 16_384  # five short fields need a few hundred; the parser is recursive and slow

_OPENING = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_CLOSING = re.compile(r"(?:\A|(?<=[\r\n]))(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)")
_BLANK_LINES = re.compile(r"(?:[ \t]*+(?:\r\n|\n|\r))*+")
_REMEDY = 'write the fields as "title: ..." between two lines of ---, values with ":" in quotation marks'


def split_front_matter(text: str, where: str) -> tuple[dict[str, object], str]:
    """Fields and text of a file's content; the blank lines directly after the block are dropped.

    Raises InputError where a block is opened and is not a closed block of YAML fields.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return {}, text
    closing = _CLOSING.search(text[: opening.end() + MAX_CHARACTERS], opening.end())
    if closing is None:
        raise InputError(
            f"{where}:1",
            f"the front matter does not end within {MAX_CHARACTERS} characters",
            "close it with a line of ---, or begin the text with an empty line if --- belongs to it",
        )
    fields = _parse(text[opening.end() : closing.start()], where)
    body = _BLANK_LINES.match(text, closing.end())
    return fields, text[body.end() if body else closing.end() :]


def _parse(block: str, where: str) -> dict[str, object]:
    try:
        node = yaml.compose(block, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise InputError(f"{where}:{line}", f"the front matter is no YAML ({error.problem})", _REMEDY) from None
    except (yaml.YAMLError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else "nested too deep"
        raise InputError(f"{where}:1", f"the front matter is no YAML ({reason})", _REMEDY) from None
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise InputError(f"{where}:1", "the front matter holds no fields", _REMEDY)
    fields: dict[str, object] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name in fields:
            line = key.start_mark.line + 2
            raise InputError(f"{where}:{line}", f"the front matter states {name!r} twice", "keep one of the two")
        if not isinstance(value, yaml.ScalarNode):
            fields[name] = value  # no text; noted where it is one of the known fields
        else:
            fields[name] = None if value.tag == "tag:yaml.org,2002:null" else value.value
    return fields
