"""Table, HTML, PDF, JSON, CSV, GeoJSON, map and evidence bundle: pure functions of a picture. Nothing is decided here and nothing paraphrased."""

from lagebild.publish.archive import MAX_SIZE as MAX_BUNDLE
from lagebild.publish.bundle import Making, make_bundle, of_cell
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
from lagebild.publish.geojson import picture_to_geojson
from lagebild.publish.html import render_html
from lagebild.publish.map import Mark, MarkedPlace, WorldMap, draw_map, marks_of, render_map
from lagebild.publish.pages import pages_to_json, render_pages
from lagebild.publish.pdf import render_pdf
from lagebild.publish.revised import render_revisions, revisions_to_json
from lagebild.publish.rows import claim_rows, render_csv, render_jsonl
from lagebild.publish.schema import picture_to_json
from lagebild.publish.table import render_table
from lagebild.publish.verify import Verified, verify_bundle

__all__ = [
    "MAX_BUNDLE",
    "Making",
    "Mark",
    "MarkedPlace",
    "Verified",
    "WorldMap",
    "changes_to_json",
    "claim_rows",
    "decided_to_json",
    "decision_to_json",
    "draw_map",
    "due_to_json",
    "history_to_json",
    "make_bundle",
    "marks_of",
    "of_cell",
    "open_to_json",
    "pages_to_json",
    "picture_to_geojson",
    "picture_to_json",
    "render_changes",
    "render_csv",
    "render_decided",
    "render_decisions",
    "render_due",
    "render_history",
    "render_html",
    "render_jsonl",
    "render_map",
    "render_open",
    "render_pages",
    "render_pdf",
    "render_revisions",
    "render_table",
    "revisions_to_json",
    "verify_bundle",
]
