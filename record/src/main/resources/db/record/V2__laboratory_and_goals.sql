-- What a doctor enters: HbA1c from a laboratory, and goals set with the patient. Rows are replaced,
-- never deleted: what is withdrawn says so inside.
CREATE TABLE laboratory (
  organisation INTEGER NOT NULL,
  patient      INTEGER NOT NULL REFERENCES patient,
  id           BLOB NOT NULL,
  at           INTEGER NOT NULL,
  sealed       BLOB NOT NULL,
  PRIMARY KEY (patient, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE goal (
  organisation INTEGER NOT NULL,
  patient      INTEGER NOT NULL REFERENCES patient,
  id           BLOB NOT NULL,
  sealed       BLOB NOT NULL,
  PRIMARY KEY (patient, id)
) STRICT, WITHOUT ROWID;
