-- Legal hold and redaction (P12.2). A hold is an act of legal; while the last one of an incident is placed, nothing in it is
-- redacted. A redaction is asked for by one of the two, legal and the incident manager, and confirmed by the other. It names
-- the values that go, each by table, row, column and digest; a trace says of each that it went, and what is left.
CREATE TABLE legal_hold (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  placed {int} NOT NULL CHECK (placed IN (0, 1)), reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (incident_id, seen_version)
) {strict}
;;
CREATE TABLE redaction_request (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), number {int} NOT NULL,
  ground TEXT NOT NULL CHECK (ground IN ('customer_data', 'unlawful', 'erasure', 'retention')), reason TEXT NOT NULL,
  act_table TEXT NOT NULL, act_id {int} NOT NULL, place_count {int} NOT NULL,
  capacity TEXT NOT NULL CHECK (capacity IN ('legal', 'manager')),
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (incident_id, number)
) {strict}
;;
CREATE TABLE redaction_place (
  id {key},
  incident_id {int} NOT NULL REFERENCES incident (id),
  redaction_id {int} NOT NULL REFERENCES redaction_request (id),
  table_name TEXT NOT NULL, row_id {int} NOT NULL, column_name TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64), size {int} NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (redaction_id, table_name, row_id, column_name)
) {strict}
;;
CREATE INDEX redaction_place_incident ON redaction_place (incident_id, id)
;;
CREATE TABLE redaction (
  id {key}, version {int} NOT NULL,
  incident_id {int} NOT NULL REFERENCES incident (id), number {int} NOT NULL,
  state TEXT NOT NULL, asked_ms {int} NOT NULL, since_ms {int} NOT NULL,
  requester_id {int} NOT NULL, legal_id {int}, manager_id {int}
) {strict}
;;
CREATE INDEX redaction_incident ON redaction (incident_id, number)
;;
CREATE INDEX redaction_asked ON redaction (since_ms, id) WHERE state = 'asked'
;;
CREATE TABLE redaction_decision (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  redaction_id {int} NOT NULL REFERENCES redaction_request (id), seen_version {int} NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('confirmed', 'refused', 'taken_back')),
  capacity TEXT NOT NULL CHECK (capacity IN ('legal', 'manager')), words TEXT NOT NULL,
  attested_by {int} REFERENCES person (id), attested_ms {int}, attested_how TEXT NOT NULL, attested_words TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX redaction_decision_redaction ON redaction_decision (redaction_id, id)
;;
-- Written when it is carried out. `audit_content` stands for what an entry says: its digest before and after; `bulk_act` for
-- the rows an import brought. Without a trace no value goes.
CREATE TABLE redaction_trace (
  id {key},
  incident_id {int} NOT NULL REFERENCES incident (id),
  redaction_id {int} NOT NULL REFERENCES redaction_request (id),
  table_name TEXT NOT NULL, row_id {int} NOT NULL, column_name TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64), size {int} NOT NULL,
  left_sha256 TEXT NOT NULL CHECK (length(left_sha256) = 64),
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (redaction_id, table_name, row_id, column_name, sha256)
) {strict}
;;
CREATE INDEX redaction_trace_row ON redaction_trace (table_name, row_id)
;;
CREATE INDEX redaction_trace_incident ON redaction_trace (incident_id, id)
;;
-- What free pages of the file may still hold, until it was written anew: no part of the record.
CREATE TABLE remnant (
  id {key}, incident_id {int} NOT NULL, since_ms {int} NOT NULL
) {strict}
;;
