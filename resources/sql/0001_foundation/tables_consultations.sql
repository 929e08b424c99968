-- Consultations with legal (P10.5): that there was one, when and with whom, is read by all; what was asked and advised
-- stands in a table of its own, which of a privileged one is read by legal and the incident manager alone. The digest is
-- over a salt and the text, so that nobody guesses it.
CREATE TABLE consultation (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), number {int} NOT NULL,
  at_ms {int} NOT NULL, adviser TEXT NOT NULL, privileged {int} NOT NULL CHECK (privileged IN (0, 1)),
  text_sha256 TEXT NOT NULL CHECK (length(text_sha256) = 64),
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (incident_id, number)
) {strict}
;;
CREATE TABLE consultation_text (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  consultation_id {int} NOT NULL UNIQUE REFERENCES consultation (id),
  privileged {int} NOT NULL CHECK (privileged IN (0, 1)),
  salt TEXT NOT NULL, question TEXT NOT NULL, advice TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE TABLE consultation_release (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  consultation_id {int} NOT NULL UNIQUE REFERENCES consultation (id), reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
-- A question back is a thread on what was asked for, not a refusal: of exceptions, notices and rescissions.
CREATE TABLE request_remark (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  exception_id {int} REFERENCES exception_request (id), notice_id {int} REFERENCES notice (id),
  request_id {int} REFERENCES rescission_request (id),
  kind TEXT NOT NULL CHECK (kind IN ('question', 'answer')), text TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  CHECK ((exception_id IS NOT NULL AND notice_id IS NULL AND request_id IS NULL)
    OR (exception_id IS NULL AND notice_id IS NOT NULL AND request_id IS NULL)
    OR (exception_id IS NULL AND notice_id IS NULL AND request_id IS NOT NULL))
) {strict}
;;
CREATE INDEX request_remark_incident ON request_remark (incident_id, id)
;;
-- P13.5: the person whose decision was written down confirms or disowns it by log-in.
CREATE TABLE attestation_answer (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  act_table TEXT NOT NULL, act_id {int} NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('confirmed', 'disowned')), words TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (act_table, act_id)
) {strict}
;;
CREATE INDEX attestation_answer_incident ON attestation_answer (incident_id, id)
;;
