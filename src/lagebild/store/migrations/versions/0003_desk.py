"""What a desk needs: which places a change touched, who may use it, and what each reader has seen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From 0002."""
    op.create_table(
        "touched",
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("early", sa.BigInteger(), nullable=False),
        sa.Column("moment", sa.BigInteger()),
        sa.PrimaryKeyConstraint("place"),
    )
    op.create_table(
        "account",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password", sa.Text()),
        sa.Column("subject", sa.Text()),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
        sa.UniqueConstraint("subject"),
    )
    op.create_table(
        "sitting",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["account"], ["account.name"]),
    )
    op.create_index("sitting_account", "sitting", ["account"])
    op.create_table(
        "key",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("ends", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["account"], ["account.name"]),
    )
    op.create_index("key_account", "key", ["account"])
    op.create_table(
        "visit",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("before", sa.BigInteger()),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account", "place"),
        sqlite_with_rowid=False,
    )
    # What is in the store already: every place of a claim, all of them touched by the first change.
    places = "SELECT DISTINCT place FROM claim"
    known = "(SELECT max(known) FROM document)"
    op.execute(f"INSERT INTO touched (place, number, early, moment) SELECT place, 1, 1, {known} FROM ({places}) AS found")
    op.execute("INSERT INTO touched (place, number, early, moment) VALUES ('', 1, 0, NULL), ('*', 1, 1, NULL)")
