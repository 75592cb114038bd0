"""What a store remembers of the sources it listens to; authorities' pages are found by their place."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From 0001."""
    op.create_table(
        "listening",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("holder", sa.Text()),
        sa.Column("held", sa.BigInteger(), nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("modified", sa.Text()),
        sa.Column("digest", sa.Text()),
        sa.Column("whole", sa.BigInteger(), nullable=False),
        sa.Column("polled", sa.BigInteger()),
        sa.Column("succeeded", sa.BigInteger()),
        sa.Column("changed", sa.BigInteger()),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text()),
        sa.Column("kept", sa.BigInteger(), nullable=False),
        sa.Column("refused", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "page",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("changed", sa.Text()),
        sa.Column("fetched", sa.BigInteger()),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("source", "address"),
        sqlite_with_rowid=False,
    )
    op.create_index("document_place", "document", ["place"])
