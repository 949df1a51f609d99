-- Editions that are being written. A draft is a tree of nodes; each change of a node is kept, so that two people never overwrite each
-- other and anything can be undone.
CREATE TABLE draft (
    id            TEXT PRIMARY KEY NOT NULL,
    -- The edition that items' lineage refers to.
    previous_id   TEXT REFERENCES edition (id),
    -- The number of the last change.
    revision      INTEGER NOT NULL,
    created_by    TEXT NOT NULL REFERENCES person (id),
    created_at    TIMESTAMP NOT NULL,
    -- What it became; nothing changes any more.
    published_id  TEXT REFERENCES edition (id),
    published_at  TIMESTAMP
);

CREATE TABLE draft_node (
    draft_id  TEXT NOT NULL REFERENCES draft (id),
    key       TEXT NOT NULL,
    parent    TEXT,
    place     INTEGER NOT NULL,
    part      TEXT NOT NULL,
    content   TEXT NOT NULL,
    PRIMARY KEY (draft_id, key)
);

-- What a node was before a change and after it; nothing where it was not there.
CREATE TABLE draft_change (
    draft_id   TEXT NOT NULL REFERENCES draft (id),
    revision   INTEGER NOT NULL,
    key        TEXT NOT NULL,
    person_id  TEXT NOT NULL REFERENCES person (id),
    at         TIMESTAMP NOT NULL,
    kind       TEXT NOT NULL,
    -- The key of the node that the change is about; others change with it.
    subject    TEXT NOT NULL,
    -- The change that this one takes back.
    undoes     INTEGER,
    before     TEXT,
    after      TEXT,
    PRIMARY KEY (draft_id, revision, key)
);
