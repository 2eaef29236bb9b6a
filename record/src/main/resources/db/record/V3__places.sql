-- An entry's id may follow from what the entry says, so no id stands in clear any more: "place" is a
-- digest of it with the patient's key, and the id itself is sealed with the entry. "digest" of what
-- is held is keyed too. What earlier versions stored is moved at the next start, which has the keys;
-- its tables (…_in_clear) are dropped then, with their indexes, which hold ids as well.
ALTER TABLE care_event RENAME TO care_event_in_clear;
CREATE TABLE care_event (
  organisation INTEGER NOT NULL,
  patient      INTEGER NOT NULL REFERENCES patient,
  place        BLOB NOT NULL,
  at           INTEGER NOT NULL,
  sealed       BLOB NOT NULL,
  PRIMARY KEY (patient, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX care_event_of_time ON care_event (patient, at);

ALTER TABLE laboratory RENAME TO laboratory_in_clear;
CREATE TABLE laboratory (
  organisation INTEGER NOT NULL,
  patient      INTEGER NOT NULL REFERENCES patient,
  place        BLOB NOT NULL,
  at           INTEGER NOT NULL,
  sealed       BLOB NOT NULL,
  PRIMARY KEY (patient, place)
) STRICT, WITHOUT ROWID;

ALTER TABLE goal RENAME TO goal_in_clear;
CREATE TABLE goal (
  organisation INTEGER NOT NULL,
  patient      INTEGER NOT NULL REFERENCES patient,
  place        BLOB NOT NULL,
  sealed       BLOB NOT NULL,
  PRIMARY KEY (patient, place)
) STRICT, WITHOUT ROWID;

ALTER TABLE held RENAME TO held_in_clear;
CREATE TABLE held (
  id          INTEGER PRIMARY KEY,
  device      TEXT NOT NULL,
  at          INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  digest      BLOB NOT NULL,
  sealed      BLOB NOT NULL,
  UNIQUE (device, digest)
) STRICT;
CREATE INDEX held_of_time ON held (device, at);
