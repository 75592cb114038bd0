"""What a reader sees: each module holds the routes of one kind of page."""

from lagebild.desk.pages import (
    cell,
    codebook,
    front,
    home,
    openid,
    people,
    place,
    report,
    review,
    sources,
    statements,
    takeaway,
    timeline,
)

ROUTERS = (
    front.router,
    openid.router,
    home.router,
    place.router,
    cell.router,
    report.router,
    statements.router,
    sources.router,
    codebook.router,
    people.router,
    takeaway.router,
    timeline.router,
    review.router,
)

__all__ = ["ROUTERS"]
