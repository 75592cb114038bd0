"""The tables of a store, the same on SQLite and PostgreSQL.

Nothing here is ever overwritten but for what a desk deletes on purpose (texts and raw bytes, whose hashes stay).
Times are microseconds since 1970 in UTC, nouns are JSON, and every row carries a seal: a hash over its other columns,
by which ``lagebild check`` finds a changed bit wherever it lies.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()


def _seal() -> Column[str]:
    return Column("seal", Text, nullable=False)


raw = Table(
    "raw",
    metadata,
    Column("hash", Text, primary_key=True),  # SHA-256 of the bytes as they came, in hexadecimal digits
    Column("size", BigInteger, nullable=False),
    Column("packed", LargeBinary),  # the bytes, deflated; NULL once a desk has deleted them
    _seal(),
)

receipt = Table(
    "receipt",
    metadata,
    Column("id", Text, primary_key=True),  # of bytes, source and place in it: the same input twice is one receipt
    Column("raw", Text, ForeignKey("raw.hash"), nullable=False),
    Column("source", Text, nullable=False),
    Column("position", Text, nullable=False),  # "reports.jsonl:12"
    Column("retrieved", BigInteger, nullable=False),
    _seal(),
)

document = Table(
    "document",
    metadata,
    Column("id", Text, primary_key=True),  # of key and text: one per revision
    Column("key", Text, nullable=False),
    Column("lineage", Text, nullable=False),  # groups the revisions of one report
    Column("raw", Text, ForeignKey("raw.hash"), nullable=False),
    Column("source", Text, nullable=False),
    Column("outlet", Text),
    Column("url", Text),
    Column("title", Text),
    Column("language", Text, nullable=False),
    Column("published", Text),  # as stated: a day or a moment, ISO 8601
    Column("moment", BigInteger),  # the same as a point in time
    Column("retrieved", BigInteger),
    Column("known", BigInteger, nullable=False),  # when the desk had it
    Column("authority", Text),
    Column("place", Text),
    Column("text", Text),  # NULL once a desk has deleted it
    Column("text_hash", Text, nullable=False),  # SHA-256 of the text in UTF-8
    Column("words_hash", Text, nullable=False),  # of its words alone: copies with other blanks and marks
    _seal(),
    Index("document_key", "key"),
    Index("document_lineage", "lineage"),
    Index("document_known", "known"),
    Index("document_words", "words_hash"),
    Index("document_raw", "raw"),
    Index("document_place", "place"),  # only authorities' pages have one
)

reading = Table(
    "reading",
    metadata,
    Column("id", Text, primary_key=True),  # of document, rules, codebook and the moment it was made
    Column("document", Text, ForeignKey("document.id"), nullable=False),
    Column("rules", Text, nullable=False),
    Column("codebook", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("acts", Integer, nullable=False),
    Column("questions", Integer, nullable=False),
    Column("abstentions", Integer, nullable=False),
    _seal(),
    Index("reading_document", "document", "made"),
)


def _part(name: str, *columns: Column[object], indexes: tuple[Index, ...] = ()) -> Table:
    """A table of what a reading holds, numbered in order of the text."""
    return Table(
        name,
        metadata,
        Column("reading", Text, ForeignKey("reading.id"), primary_key=True),
        Column("number", Integer, primary_key=True),
        *columns,
        Column("body", Text, nullable=False),  # the noun as JSON
        _seal(),
        *indexes,
        sqlite_with_rowid=False,
    )


statement = _part("statement", Column("id", Text, nullable=False), Column("confidence", Float, nullable=False))
claim = _part(
    "claim",
    Column("id", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("dimension", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("as_of", Text),
    Column("confidence", Float, nullable=False),
    indexes=(Index("claim_place", "place", "reading"), Index("claim_id", "id")),
)
act = _part(
    "act",
    Column("actor", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("place", Text),
    indexes=(Index("act_place", "place"),),
)
question = _part("question", Column("place", Text), indexes=(Index("question_place", "place"),))
abstention = _part("abstention", Column("rule", Text, nullable=False))

anchor = Table(
    "anchor",
    metadata,
    Column("hash", BigInteger, primary_key=True),  # of a run of words; about every tenth is kept
    Column("document", Text, primary_key=True),  # no foreign key: looking each up costs more than it tells
    Index("anchor_document", "document"),
    sqlite_with_rowid=False,
)

copy = Table(
    "copy",
    metadata,
    Column("document", Text, ForeignKey("document.id"), primary_key=True),
    Column("other", Text, ForeignKey("document.id"), primary_key=True),
    Column("share", Float, nullable=False),  # of the runs of words of the shorter text
    _seal(),
    Index("copy_other", "other"),
    sqlite_with_rowid=False,
)

decision = Table(
    "decision",
    metadata,
    Column("id", Text, primary_key=True),
    Column("made", BigInteger, nullable=False),
    Column("author", Text, nullable=False),
    Column("kind", Text, nullable=False),  # confirm, reject, correct, resolve, merge, split, answer, undo
    Column("target", Text, nullable=False),  # what it is about: a claim, a document, an abstention, a decision
    Column("body", Text, nullable=False),  # JSON: what was decided
    Column("reason", Text, nullable=False),
    _seal(),
    Index("decision_target", "target"),
    Index("decision_made", "made"),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", Text, primary_key=True),
    Column("position", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("raw", Text, ForeignKey("raw.hash")),
    Column("kept", Boolean, nullable=False),  # whether the report was kept all the same
    Column("noticed", BigInteger, nullable=False),
    _seal(),
    Index("quarantine_noticed", "noticed"),
)

entry = Table(
    "entry",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # rises with the time of publication
    Column("kind", Text, nullable=False),  # document, statement, claim
    Column("document", Text, ForeignKey("document.id"), nullable=False),
    Column("reading", Text, ForeignKey("reading.id")),
    Column("number", Integer),
    Index("entry_document", "document"),
)

listening = Table(
    "listening",
    metadata,
    Column("name", Text, primary_key=True),
    Column("address", Text, nullable=False),  # another one begins anew
    Column("due", BigInteger, nullable=False),  # not asked before: after failures, or because the server said so
    Column("holder", Text),  # the program that asks it at the moment,
    Column("held", BigInteger, nullable=False),  # and until when at the latest
    Column("etag", Text),
    Column("modified", Text),
    Column("digest", Text),  # SHA-256 of the last body
    Column("whole", BigInteger, nullable=False),  # when it was last asked without "if it has changed"
    Column("polled", BigInteger),
    Column("succeeded", BigInteger),
    Column("changed", BigInteger),
    Column("failures", Integer, nullable=False),  # in a row
    Column("problem", Text),  # the last one, until it succeeds again
    Column("kept", BigInteger, nullable=False),  # reports, in all
    Column("refused", BigInteger, nullable=False),  # what was quarantined, in all
)

page = Table(
    "page",
    metadata,
    Column("source", Text, primary_key=True),
    Column("address", Text, primary_key=True),
    Column("changed", Text),  # as the source stated it when the page was fetched
    Column("fetched", BigInteger),
    Column("failures", Integer, nullable=False),  # in a row
    Column("due", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

touched = Table(
    "touched",
    metadata,
    Column("place", Text, primary_key=True),  # "*" is every place, "" counts the changes of the whole store
    Column("number", BigInteger, nullable=False),  # the change that touched it last
    Column("early", BigInteger, nullable=False),  # the last change that told what had been known before it came in
    Column("moment", BigInteger),  # the latest time from which something that touched it is known
)

account = Table(
    "account",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),  # reader, analyst, admin
    Column("password", Text),  # its Argon2id hash; NULL where another house vouches for the person
    Column("subject", Text, unique=True),  # issuer and subject of OpenID Connect, once the person was there
    Column("closed", Boolean, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("invited", Text),  # whom the provider must name the first time: an e-mail address, or "sub:" and a subject
    Index("account_invited", "invited", unique=True),
)

sitting = Table(
    "sitting",
    metadata,
    Column("id", Text, primary_key=True),  # SHA-256 of what the browser holds
    Column("account", Text, ForeignKey("account.name"), nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False),
    Index("sitting_account", "account"),
)

key = Table(
    "key",
    metadata,
    Column("id", Text, primary_key=True),  # SHA-256 of the key
    Column("account", Text, ForeignKey("account.name"), nullable=False),
    Column("label", Text, nullable=False),
    Column("scopes", Text, nullable=False),  # of read, submit, decide, parted by blanks
    Column("made", BigInteger, nullable=False),
    Column("ends", BigInteger, nullable=False),
    Column("used", BigInteger),
    Index("key_account", "account"),
)

visit = Table(
    "visit",
    metadata,
    Column("account", Text, primary_key=True),  # "" where one person works alone
    Column("place", Text, primary_key=True),
    Column("before", BigInteger),  # when the visit before this one ended
    Column("seen", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

errand = Table(
    "errand",
    metadata,
    Column("id", Text, primary_key=True),  # SHA-256 of the state that goes to the provider and comes back
    Column("held", Text, nullable=False),  # SHA-256 of what the browser holds
    Column("nonce", Text, nullable=False),
    Column("verifier", Text, nullable=False),
    Column("following", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
    Index("errand_made", "made"),
)

SEALED = (raw, receipt, document, reading, statement, claim, act, question, abstention, copy, decision, quarantine)
DERIVED = (anchor, entry)
"""What can be made anew from the rest."""

STATE = (listening, page, touched)
"""Where listening to sources stands, and what changed last; without it all is asked for, and drawn, once more."""

PEOPLE = (account, sitting, key, visit, errand)
"""Who may use the desk; an export leaves them at home."""
