"""The first tables, and what the full-text search of each database needs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Terms are made by the program, all of them ASCII. They are kept beside the index, because an index without them is
# only right after a deletion if exactly the same terms are deleted again, and the rules that make them change.
_WORDS = """CREATE VIRTUAL TABLE words USING fts5(
    terms, tokenize="unicode61 remove_diacritics 0 tokenchars ':_'"
)"""


def upgrade() -> None:
    """From nothing to the first tables."""
    _reports()
    _readings()
    _found()
    if op.get_bind().dialect.name == "sqlite":
        op.get_bind().exec_driver_sql(_WORDS)  # ":_" is no parameter
    else:
        op.execute("ALTER TABLE entry ADD COLUMN terms tsvector")
        op.execute("CREATE INDEX entry_terms ON entry USING gin (terms)")


def _reports() -> None:
    """What came in, and where it stands."""
    op.create_table(
        "raw",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("packed", sa.LargeBinary()),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_table(
        "receipt",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("retrieved", sa.BigInteger(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["raw"], ["raw.hash"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "quarantine",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text()),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("noticed", sa.BigInteger(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["raw"], ["raw.hash"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("quarantine_noticed", "quarantine", ["noticed"])
    op.create_table(
        "document",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("lineage", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("published", sa.Text()),
        sa.Column("moment", sa.BigInteger()),
        sa.Column("retrieved", sa.BigInteger()),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("authority", sa.Text()),
        sa.Column("place", sa.Text()),
        sa.Column("text", sa.Text()),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("words_hash", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["raw"], ["raw.hash"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("document_key", "document", ["key"])
    op.create_index("document_known", "document", ["known"])
    op.create_index("document_lineage", "document", ["lineage"])
    op.create_index("document_raw", "document", ["raw"])
    op.create_index("document_words", "document", ["words_hash"])
    op.create_table(
        "anchor",
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash", "document"),
        sqlite_with_rowid=False,
    )
    op.create_index("anchor_document", "anchor", ["document"])
    op.create_table(
        "copy",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.id"]),
        sa.ForeignKeyConstraint(["other"], ["document.id"]),
        sa.PrimaryKeyConstraint("document", "other"),
        sqlite_with_rowid=False,
    )
    op.create_index("copy_other", "copy", ["other"])


def _readings() -> None:
    """What was read from it."""
    op.create_table(
        "reading",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("codebook", sa.Text(), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("acts", sa.Integer(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("abstentions", sa.Integer(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("reading_document", "reading", ["document", "made"])
    op.create_table(
        "statement",
        sa.Column("reading", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["reading.id"]),
        sa.PrimaryKeyConstraint("reading", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim",
        sa.Column("reading", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("dimension", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text()),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["reading.id"]),
        sa.PrimaryKeyConstraint("reading", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("claim_id", "claim", ["id"])
    op.create_index("claim_place", "claim", ["place", "reading"])
    op.create_table(
        "act",
        sa.Column("reading", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("place", sa.Text()),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["reading.id"]),
        sa.PrimaryKeyConstraint("reading", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("act_place", "act", ["place"])
    op.create_table(
        "question",
        sa.Column("reading", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text()),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["reading.id"]),
        sa.PrimaryKeyConstraint("reading", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("question_place", "question", ["place"])
    op.create_table(
        "abstention",
        sa.Column("reading", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["reading.id"]),
        sa.PrimaryKeyConstraint("reading", "number"),
        sqlite_with_rowid=False,
    )


def _found() -> None:
    """What a desk decided, and what the search goes by."""
    op.create_table(
        "decision",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("decision_made", "decision", ["made"])
    op.create_index("decision_target", "decision", ["target"])
    op.create_table(
        "entry",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("reading", sa.Text()),
        sa.Column("number", sa.Integer()),
        sa.ForeignKeyConstraint(["document"], ["document.id"]),
        sa.ForeignKeyConstraint(["reading"], ["reading.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("entry_document", "entry", ["document"])


def downgrade() -> None:
    """There is nothing before it."""
    raise NotImplementedError("a store has no version before 0001; restore a backup instead")
