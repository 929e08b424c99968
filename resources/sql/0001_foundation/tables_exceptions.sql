-- Exceptions to the 72 hours (P8). A request names the duties it is for; legal and the executive decide, one act each;
-- what they decided changes the duties by acts of their own. A withdrawal of what is excepted goes the same way (P8.5).
CREATE TABLE exception_request (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), number {int} NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('exception', 'withdrawal')),
  ground TEXT NOT NULL, reasoning TEXT NOT NULL, review_ms {int},
  renews_id {int} REFERENCES exception_request (id), duty_count {int} NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (incident_id, number)
) {strict}
;;
CREATE TABLE exception_duty (
  id {key},
  incident_id {int} NOT NULL REFERENCES incident (id),
  exception_id {int} NOT NULL REFERENCES exception_request (id),
  obligation_id {int} NOT NULL REFERENCES obligation (id),
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (exception_id, obligation_id)
) {strict}
;;
CREATE INDEX exception_duty_obligation ON exception_duty (obligation_id, exception_id)
;;
CREATE TABLE deadline_exception (
  id {key}, version {int} NOT NULL,
  incident_id {int} NOT NULL REFERENCES incident (id), number {int} NOT NULL,
  kind TEXT NOT NULL, state TEXT NOT NULL, asked_ms {int} NOT NULL, since_ms {int} NOT NULL, review_ms {int},
  requester_id {int} NOT NULL, legal_id {int}, executive_id {int}, in_force_ms {int}
) {strict}
;;
CREATE INDEX deadline_exception_incident ON deadline_exception (incident_id, number)
;;
CREATE INDEX deadline_exception_state ON deadline_exception (state, review_ms, id)
;;
-- One decision of one of the two. Lapsed: its review passed and nobody renewed it; who saw it first recorded that.
CREATE TABLE exception_vote (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  exception_id {int} NOT NULL REFERENCES exception_request (id), seen_version {int} NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('approved', 'refused', 'revoked', 'taken_back', 'lapsed')),
  capacity TEXT NOT NULL CHECK (capacity IN ('legal', 'executive', 'manager', 'program')),
  words TEXT NOT NULL,
  attested_by {int} REFERENCES person (id), attested_ms {int}, attested_how TEXT NOT NULL, attested_words TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX exception_vote_exception ON exception_vote (exception_id, id)
;;
CREATE INDEX exception_vote_person ON exception_vote (person_id, id)
;;
-- What the law has instead for its own duties (P8.2): reasons for the delay, or a delay that an authority ordered or allowed.
CREATE TABLE delay_ground (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  obligation_id {int} NOT NULL REFERENCES obligation (id),
  kind TEXT NOT NULL CHECK (kind IN ('reasons', 'authority')),
  reason TEXT NOT NULL, authority TEXT NOT NULL, reference TEXT NOT NULL, until_ms {int},
  attested_by {int} REFERENCES person (id), attested_ms {int}, attested_how TEXT NOT NULL, attested_words TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX delay_ground_obligation ON delay_ground (obligation_id, id)
;;
