"""All routes of the interface under ``/api/v1``; a new module of routes is added here and nowhere else."""

from __future__ import annotations

from lagebild.desk.interface import decisions, description, desk, events, places, reports, searching, submission

PREFIX = "/api/v1"
ROUTERS = tuple(module.router for module in (places, reports, submission, searching, decisions, events, desk, description))
