-- Risk to people (P5.6): affected data sets, the provider's part in each, ENISA's score, and what legal decides.
CREATE TABLE data_set_version (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  subject_id {int}, seen_version {int},
  name TEXT NOT NULL, kinds TEXT NOT NULL, people TEXT NOT NULL,
  people_known TEXT NOT NULL CHECK (people_known IN ('not_known', 'approximate', 'exact')), people_count {int} NOT NULL,
  records_known TEXT NOT NULL CHECK (records_known IN ('not_known', 'approximate', 'exact')), records_count {int} NOT NULL,
  proposed_part TEXT NOT NULL CHECK (proposed_part IN ('not_known', 'processor', 'controller', 'joint')),
  affected {int} NOT NULL CHECK (affected IN (0, 1)), reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX data_set_version_subject ON data_set_version (subject_id, id)
;;
CREATE INDEX data_set_version_incident ON data_set_version (incident_id, id)
;;
CREATE TABLE data_set (
  id {key}, version {int} NOT NULL,
  incident_id {int} NOT NULL REFERENCES incident (id),
  name TEXT NOT NULL, kinds TEXT NOT NULL, people TEXT NOT NULL,
  people_known TEXT NOT NULL, people_count {int} NOT NULL, records_known TEXT NOT NULL, records_count {int} NOT NULL,
  proposed_part TEXT NOT NULL, affected {int} NOT NULL, reason TEXT NOT NULL,
  part TEXT
) {strict}
;;
CREATE INDEX data_set_incident ON data_set (incident_id, id)
;;
CREATE TABLE part_decision (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  data_set_id {int} NOT NULL REFERENCES data_set (id), seen_version {int} NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('not_known', 'processor', 'controller', 'joint')), reason TEXT NOT NULL,
  attested_by {int} REFERENCES person (id), attested_ms {int}, attested_how TEXT NOT NULL, attested_words TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX part_decision_set ON part_decision (data_set_id, id)
;;
-- Quarter-points, so that the sum is exact: SE = DPC x EI + CB.
CREATE TABLE people_score (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  answers TEXT NOT NULL, dpc {int} NOT NULL CHECK (dpc BETWEEN 1 AND 4),
  identification {int} NOT NULL CHECK (identification BETWEEN 1 AND 4),
  confidentiality {int} NOT NULL CHECK (confidentiality BETWEEN 0 AND 2),
  integrity {int} NOT NULL CHECK (integrity BETWEEN 0 AND 2),
  availability {int} NOT NULL CHECK (availability BETWEEN 0 AND 2),
  intent {int} NOT NULL CHECK (intent IN (0, 2)),
  score {int} NOT NULL CHECK (score = dpc * identification + confidentiality + integrity + availability + intent),
  band TEXT NOT NULL CHECK (band IN ('low', 'medium', 'high', 'very_high')),
  many_people {int} NOT NULL CHECK (many_people IN (0, 1)), unintelligible {int} NOT NULL CHECK (unintelligible IN (0, 1)),
  remark TEXT NOT NULL, rule_version TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX people_score_incident ON people_score (incident_id, id)
;;
CREATE TABLE breach_decision (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  personal_data TEXT NOT NULL CHECK (personal_data IN ('no', 'yes')),
  risk TEXT, authority TEXT, subjects TEXT, ground TEXT, public_reference TEXT NOT NULL,
  facts TEXT NOT NULL, effects TEXT NOT NULL, measures TEXT NOT NULL, reason TEXT NOT NULL,
  score_id {int} REFERENCES people_score (id), rule_version TEXT NOT NULL,
  attested_by {int} REFERENCES person (id), attested_ms {int}, attested_how TEXT NOT NULL, attested_words TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX breach_decision_incident ON breach_decision (incident_id, id)
;;
-- The register reads these alone, however many incidents there are.
CREATE INDEX incident_personal ON incident (id) WHERE personal_data = 'yes'
;;
