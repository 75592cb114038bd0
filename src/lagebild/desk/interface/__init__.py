"""The interface for other programs: everything a page shows, as JSON under ``/api/v1``."""
