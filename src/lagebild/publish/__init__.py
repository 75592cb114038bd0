"""Table, HTML and JSON: pure functions of a picture. Nothing is decided here and nothing paraphrased."""

from lagebild.publish.changes import (
    changes_to_json,
    due_to_json,
    history_to_json,
    render_changes,
    render_due,
    render_history,
)
from lagebild.publish.deciding import (
    decided_to_json,
    decision_to_json,
    open_to_json,
    render_decided,
    render_decisions,
    render_open,
)
from lagebild.publish.html import render_html
from lagebild.publish.pages import pages_to_json, render_pages
from lagebild.publish.revised import render_revisions, revisions_to_json
from lagebild.publish.schema import picture_to_json
from lagebild.publish.table import render_table

__all__ = [
    "changes_to_json",
    "decided_to_json",
    "decision_to_json",
    "due_to_json",
    "history_to_json",
    "open_to_json",
    "pages_to_json",
    "picture_to_json",
    "render_changes",
    "render_decided",
    "render_decisions",
    "render_due",
    "render_history",
    "render_html",
    "render_open",
    "render_pages",
    "render_revisions",
    "render_table",
    "revisions_to_json",
]
