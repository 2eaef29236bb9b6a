-- Instants are nanoseconds since the epoch, except inside sealed blocks. What is called "sealed" is
-- closed with the patient's own key and bound to its place.

CREATE TABLE organisation (
  number INTEGER PRIMARY KEY,
  name   TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE patient (
  number       INTEGER PRIMARY KEY,
  organisation INTEGER NOT NULL REFERENCES organisation,
  pseudonym    TEXT NOT NULL,
  type         TEXT NOT NULL,
  birth_year   INTEGER,
  zone         TEXT NOT NULL,
  unit         TEXT NOT NULL,
  mgdl_very_low REAL NOT NULL, mgdl_low REAL NOT NULL, mgdl_high REAL NOT NULL, mgdl_very_high REAL NOT NULL,
  mmol_very_low REAL NOT NULL, mmol_low REAL NOT NULL, mmol_high REAL NOT NULL, mmol_very_high REAL NOT NULL,
  created_at   INTEGER NOT NULL,
  UNIQUE (organisation, pseudonym)
) STRICT;

CREATE TABLE assignment (
  device       TEXT NOT NULL,
  from_at      INTEGER NOT NULL,
  to_at        INTEGER,
  organisation INTEGER NOT NULL REFERENCES organisation,
  patient      INTEGER NOT NULL REFERENCES patient,
  PRIMARY KEY (device, from_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX assignment_of_patient ON assignment (patient);
CREATE INDEX assignment_open ON assignment (device) WHERE to_at IS NULL;

-- Readings, first layer: in order of arrival, a sealed mini-block per patient, day and arrival. Rows
-- folded into a block stay until they are the oldest, and leave as one range: deleting a patient's
-- rows from among all others would rewrite a page for each. AUTOINCREMENT, because block.through
-- relies on an id never coming again.
CREATE TABLE recent (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  organisation INTEGER NOT NULL,
  patient      INTEGER NOT NULL,
  day          INTEGER NOT NULL,
  sealed       BLOB NOT NULL
) STRICT;
CREATE INDEX recent_of_patient ON recent (patient, day);

-- Second layer: a sealed block per patient and UTC day; id = patient << 20 | day + 2^19. A rowid
-- table keeps several blocks in a page, which a WITHOUT ROWID one would spill into overflow pages.
-- The block holds what its patient and day have in recent up to the id "through".
CREATE TABLE block (
  id           INTEGER PRIMARY KEY,
  organisation INTEGER NOT NULL,
  through      INTEGER NOT NULL,
  sealed       BLOB NOT NULL
) STRICT;

CREATE TABLE session (
  organisation INTEGER NOT NULL,
  patient      INTEGER NOT NULL REFERENCES patient,
  name         TEXT NOT NULL,
  PRIMARY KEY (patient, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE care_event (
  organisation INTEGER NOT NULL,
  patient      INTEGER NOT NULL REFERENCES patient,
  id           BLOB NOT NULL,
  at           INTEGER NOT NULL,
  sealed       BLOB NOT NULL,
  PRIMARY KEY (patient, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX care_event_by_time ON care_event (patient, at);

CREATE TABLE summary (
  organisation INTEGER NOT NULL,
  patient      INTEGER NOT NULL REFERENCES patient,
  span         TEXT NOT NULL,
  start        INTEGER NOT NULL,
  sealed       BLOB NOT NULL,
  PRIMARY KEY (patient, span, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE alarm (
  organisation    INTEGER NOT NULL,
  patient         INTEGER NOT NULL REFERENCES patient,
  kind            TEXT NOT NULL,
  since           INTEGER NOT NULL,
  raised_at       INTEGER NOT NULL,
  resolved_at     INTEGER,
  acknowledged_at INTEGER,
  acknowledged_by TEXT,
  sealed          BLOB,
  PRIMARY KEY (patient, kind, since)
) STRICT, WITHOUT ROWID;
CREATE INDEX alarm_active ON alarm (organisation) WHERE resolved_at IS NULL;

CREATE TABLE monitor_state (
  patient      INTEGER PRIMARY KEY REFERENCES patient,
  organisation INTEGER NOT NULL,
  sealed       BLOB NOT NULL
) STRICT;

CREATE TABLE monitor_position (
  only     INTEGER PRIMARY KEY CHECK (only = 0),
  position INTEGER NOT NULL
) STRICT;
INSERT INTO monitor_position VALUES (0, 0);

-- What no assignment covers has no patient and no organisation yet. Sealed with the installation's key.
CREATE TABLE held (
  id          INTEGER PRIMARY KEY,
  device      TEXT NOT NULL,
  at          INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  digest      BLOB NOT NULL,
  sealed      BLOB NOT NULL,
  UNIQUE (device, digest)
) STRICT;
CREATE INDEX held_by_time ON held (device, at);

CREATE TABLE refusal (
  reason TEXT PRIMARY KEY,
  count  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Counting blocks would read the whole file.
CREATE TABLE reading_count (
  organisation INTEGER PRIMARY KEY REFERENCES organisation,
  count        INTEGER NOT NULL
) STRICT;

CREATE TABLE account (
  name          TEXT PRIMARY KEY,
  organisation  INTEGER NOT NULL REFERENCES organisation,
  role          TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  patient       TEXT,
  language      TEXT NOT NULL,
  disabled      INTEGER NOT NULL,
  failures      INTEGER NOT NULL,
  locked_until  INTEGER,
  created_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  organisation INTEGER NOT NULL REFERENCES organisation,
  at           INTEGER NOT NULL,
  actor        TEXT NOT NULL,
  action       TEXT NOT NULL,
  patient      TEXT,
  outcome      TEXT NOT NULL
) STRICT;
CREATE INDEX audit_of_organisation ON audit (organisation, id);
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
