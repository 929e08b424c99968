-- Runs of the classification wizard (P5.5): who answered what, when and by which evidence. A run in progress is common to
-- all who work on the incident; nothing in it is ever overwritten.
CREATE TABLE classification_run (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  former_id {int} REFERENCES classification_run (id), rule_version TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX classification_run_incident ON classification_run (incident_id, id)
;;
CREATE TABLE run_answer (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  run_id {int} NOT NULL REFERENCES classification_run (id),
  fact TEXT NOT NULL, answers TEXT NOT NULL, note TEXT NOT NULL, seen_answer {int} NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX run_answer_run ON run_answer (run_id, fact, id)
;;
CREATE INDEX run_answer_incident ON run_answer (incident_id, id)
;;
CREATE TABLE run_citation (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  answer_id {int} NOT NULL REFERENCES run_answer (id),
  entry_id {int} NOT NULL REFERENCES timeline_entry (id),
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (answer_id, entry_id)
) {strict}
;;
CREATE INDEX run_citation_incident ON run_citation (incident_id, id)
;;
CREATE TABLE run_participant (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  run_id {int} NOT NULL REFERENCES classification_run (id),
  subject_id {int} REFERENCES person (id), name TEXT NOT NULL,
  took_part {int} NOT NULL CHECK (took_part IN (0, 1)),
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX run_participant_run ON run_participant (run_id, id)
;;
CREATE INDEX run_participant_incident ON run_participant (incident_id, id)
;;
CREATE TABLE run_finish (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  run_id {int} NOT NULL UNIQUE REFERENCES classification_run (id),
  classification_id {int} REFERENCES classification (id), ending_id {int} REFERENCES ending (id),
  proposed TEXT NOT NULL, rule_code TEXT NOT NULL, rule_version TEXT NOT NULL, reasons TEXT NOT NULL,
  chosen TEXT NOT NULL, personal_data TEXT NOT NULL, chosen_reason TEXT NOT NULL,
  counted TEXT NOT NULL DEFAULT '',
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX run_finish_incident ON run_finish (incident_id, id)
;;
