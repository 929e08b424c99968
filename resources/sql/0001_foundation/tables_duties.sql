-- Awareness, facts and duties beside the obligations (P7.6, P7.7) -----------------------------------------------------------
-- seen_version is the number of acts of this kind that the incident had: two who decide at once are a conflict.
CREATE TABLE awareness (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  at_ms {int} NOT NULL, reason TEXT NOT NULL,
  attested_by {int} REFERENCES person (id), attested_ms {int},
  attested_how TEXT NOT NULL DEFAULT '', attested_words TEXT NOT NULL DEFAULT '',
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (incident_id, seen_version)
) {strict}
;;
CREATE TABLE duty_facts (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  facts TEXT NOT NULL, reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (incident_id, seen_version)
) {strict}
;;
-- Where an obligation comes from; the row is made with it and never changes.
CREATE TABLE duty_origin (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  obligation_id {int} NOT NULL UNIQUE REFERENCES obligation (id),
  rule TEXT NOT NULL, regime TEXT NOT NULL, reason TEXT NOT NULL,
  starts_at TEXT NOT NULL, starts_when TEXT NOT NULL,
  period_value {int} NOT NULL, period_unit TEXT NOT NULL, roll_over TEXT NOT NULL,
  zone TEXT NOT NULL, calendar TEXT NOT NULL,
  regulation {int} NOT NULL CHECK (regulation IN (0, 1)), counsel {int} NOT NULL CHECK (counsel IN (0, 1)),
  note TEXT NOT NULL, term_id {int}, exceptable {int} NOT NULL CHECK (exceptable IN (0, 1)),
  cap_hours {int} NOT NULL DEFAULT 0 CHECK (cap_hours >= 0),
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX duty_origin_incident ON duty_origin (incident_id, obligation_id)
;;
-- What a contract with a customer says about being told (P7.7).
CREATE TABLE customer_term_version (
  id {key}, uuid {uuid},
  subject_id {int}, seen_version {int},
  customer_id {int} NOT NULL REFERENCES customer (id),
  starts_at TEXT NOT NULL, period_value {int} NOT NULL, period_unit TEXT NOT NULL,
  addressee TEXT NOT NULL, channel TEXT NOT NULL, language TEXT NOT NULL, source TEXT NOT NULL,
  exceptable {int} NOT NULL CHECK (exceptable IN (0, 1)), active {int} NOT NULL CHECK (active IN (0, 1)),
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE TABLE customer_term (
  id {key}, version {int} NOT NULL,
  customer_id {int} NOT NULL REFERENCES customer (id),
  starts_at TEXT NOT NULL, period_value {int} NOT NULL, period_unit TEXT NOT NULL,
  addressee TEXT NOT NULL, channel TEXT NOT NULL, language TEXT NOT NULL, source TEXT NOT NULL,
  exceptable {int} NOT NULL, active {int} NOT NULL
) {strict}
;;
CREATE INDEX customer_term_customer ON customer_term (customer_id)
;;
