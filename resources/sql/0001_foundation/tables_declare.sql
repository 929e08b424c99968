-- Taking a declaration back, and why none was made (P6.3, P6.5): see tables.sql.

-- The first act of a rescission: the incident manager asks, with a reason and what it rests on.
CREATE TABLE rescission_request (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  declaration_id {int} NOT NULL REFERENCES declaration (id),
  reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX rescission_request_incident ON rescission_request (incident_id, id)
;;
CREATE TABLE rescission_citation (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  request_id {int} NOT NULL REFERENCES rescission_request (id),
  entry_id {int} NOT NULL REFERENCES timeline_entry (id),
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX rescission_citation_request ON rescission_citation (request_id)
;;
-- The second: legal co-signs or refuses, or the manager takes the request back. What a co-signed one derives anew is kept.
CREATE TABLE rescission_decision (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  request_id {int} NOT NULL UNIQUE REFERENCES rescission_request (id),
  declaration_id {int} NOT NULL REFERENCES declaration (id),
  decision TEXT NOT NULL CHECK (decision IN ('cosigned', 'refused', 'taken_back')), words TEXT NOT NULL,
  outcome TEXT NOT NULL, severity TEXT, priority TEXT,
  provisional {int} NOT NULL CHECK (provisional IN (0, 1)), overridden {int} NOT NULL CHECK (overridden IN (0, 1)),
  priority_overridden {int} NOT NULL CHECK (priority_overridden IN (0, 1)),
  attested_by {int} REFERENCES person (id), attested_ms {int}, attested_how TEXT NOT NULL, attested_words TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX rescission_decision_incident ON rescission_decision (incident_id, id)
;;
-- The answer to why no declaration followed awareness within 24 hours; it is asked again at the review.
CREATE TABLE declaration_delay (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  aware_ms {int} NOT NULL, reason TEXT NOT NULL, review_ms {int} NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX declaration_delay_incident ON declaration_delay (incident_id, id)
;;
