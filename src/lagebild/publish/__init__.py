"""Table, HTML and JSON: pure functions of a picture. Nothing is decided here and nothing paraphrased."""

from lagebild.publish.html import render_html
from lagebild.publish.schema import picture_to_json
from lagebild.publish.table import render_table

__all__ = ["picture_to_json", "render_html", "render_table"]
