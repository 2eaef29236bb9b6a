-- One key per patient, wrapped. Kept apart from the record, so that a copy of the record does not
-- hold the keys that open it, and so that destroying a row here erases the patient everywhere.
CREATE TABLE patient_key (
  organisation TEXT NOT NULL,
  patient      TEXT NOT NULL,
  wrapped      BLOB NOT NULL,
  PRIMARY KEY (organisation, patient)
) STRICT, WITHOUT ROWID;
