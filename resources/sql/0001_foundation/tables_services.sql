-- Services, whose part an incident is, tuning of the detection sources, exercises (P2.7, P2.8, P3): see tables.sql.

-- The directory of services (P3.5): append-only versions and the current one ------------------------------------------------
CREATE TABLE service_version (
  id {key}, uuid {uuid},
  subject_id {int}, seen_version {int},
  name TEXT NOT NULL, owner TEXT NOT NULL, on_call TEXT NOT NULL,
  model TEXT NOT NULL CHECK (model IN ('on_premises', 'iaas', 'paas', 'saas')),
  active {int} NOT NULL CHECK (active IN (0, 1)),
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE TABLE service (
  id {key}, version {int} NOT NULL,
  name TEXT NOT NULL, owner TEXT NOT NULL, on_call TEXT NOT NULL, model TEXT NOT NULL, active {int} NOT NULL
) {strict}
;;

-- Which layers of which service an incident touches, and whose they are by the rules of then (P3.2) ---------------------------
CREATE TABLE service_impact (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), service_id {int} NOT NULL REFERENCES service (id),
  seen_version {int} NOT NULL,
  affected {int} NOT NULL CHECK (affected IN (0, 1)),
  model TEXT NOT NULL CHECK (model IN ('on_premises', 'iaas', 'paas', 'saas')), layers TEXT NOT NULL,
  responsible TEXT NOT NULL CHECK (responsible IN ('provider', 'customer', 'both')),
  reason TEXT NOT NULL, rule_version TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX service_impact_incident ON service_impact (incident_id, service_id, id)
;;
CREATE TABLE incident_service (
  id {key}, version {int} NOT NULL,
  incident_id {int} NOT NULL REFERENCES incident (id), service_id {int} NOT NULL REFERENCES service (id),
  affected {int} NOT NULL, model TEXT NOT NULL, layers TEXT NOT NULL, responsible TEXT NOT NULL,
  UNIQUE (incident_id, service_id)
) {strict}
;;
CREATE INDEX incident_service_service ON incident_service (service_id, incident_id) WHERE affected = 1
;;

-- What is to be changed at a detection source after a false positive, followed until done (P2.7, P5.2) -------------------------
CREATE TABLE tuning_action (
  id {key}, version {int} NOT NULL,
  incident_id {int} NOT NULL REFERENCES incident (id),
  what TEXT NOT NULL, owner TEXT NOT NULL, due_ms {int}, state TEXT NOT NULL, since_ms {int} NOT NULL, remark TEXT NOT NULL
) {strict}
;;
CREATE INDEX tuning_action_state ON tuning_action (state, due_ms, id)
;;
CREATE INDEX tuning_action_incident ON tuning_action (incident_id)
;;
CREATE TABLE tuning_change (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  tuning_id {int} NOT NULL REFERENCES tuning_action (id), seen_version {int} NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')), remark TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX tuning_change_tuning ON tuning_change (tuning_id, id)
;;
-- The figures of a source are counted over this alone.
CREATE INDEX incident_source ON incident (source, exercise, outcome, restricted, id)
;;

-- An exercise that was not announced: who knows of it, until it is lifted (P2.8) -----------------------------------------------
CREATE TABLE exercise_lead (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), subject_id {int} NOT NULL REFERENCES person (id),
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (incident_id, subject_id)
) {strict}
;;
CREATE INDEX exercise_lead_subject ON exercise_lead (subject_id, incident_id)
;;
CREATE TABLE exercise_lifting (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL UNIQUE REFERENCES incident (id), seen_version {int} NOT NULL,
  cause TEXT NOT NULL CHECK (cause IN ('lead', 'declare', 'send', 'transfer')), reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
