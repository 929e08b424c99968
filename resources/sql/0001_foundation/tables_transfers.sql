-- Data transfers out of production (P10): what is asked for, legal's checklist, the manager's written decision, what then
-- left, and how it came back. A request is one act and stays as it was asked; the list it was asked under stands in it.
CREATE TABLE transfer_request (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), number {int} NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('single', 'standing', 'breach')),
  title TEXT NOT NULL, data_kind TEXT NOT NULL, environment TEXT NOT NULL,
  what TEXT NOT NULL, amount TEXT NOT NULL, whose TEXT NOT NULL,
  personal TEXT NOT NULL CHECK (personal IN ('not_known', 'no', 'yes')),
  source TEXT NOT NULL, destination TEXT NOT NULL, purpose TEXT NOT NULL, handlers TEXT NOT NULL,
  protection TEXT NOT NULL, destruction TEXT NOT NULL, keep_until_ms {int}, found TEXT NOT NULL,
  checklist TEXT NOT NULL, checklist_version TEXT NOT NULL, checklist_items TEXT NOT NULL,
  requester_id {int} NOT NULL REFERENCES person (id),
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (incident_id, number)
) {strict}
;;
CREATE TABLE transfer (
  id {key}, version {int} NOT NULL,
  incident_id {int} NOT NULL REFERENCES incident (id), number {int} NOT NULL,
  kind TEXT NOT NULL, title TEXT NOT NULL, state TEXT NOT NULL, asked_ms {int} NOT NULL, since_ms {int} NOT NULL,
  requester_id {int} NOT NULL, legal_id {int}, manager_id {int},
  approved_ms {int}, valid_until_ms {int}, asked_back {int} NOT NULL, moves {int} NOT NULL, open_moves {int} NOT NULL
) {strict}
;;
CREATE INDEX transfer_incident ON transfer (incident_id, number)
;;
CREATE INDEX transfer_state ON transfer (state, since_ms, id)
;;
-- Legal answers item by item; the answers are those to the list of the request, by code.
CREATE TABLE transfer_answer (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  transfer_id {int} NOT NULL REFERENCES transfer (id), seen_version {int} NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('go', 'stop', 'noted')),
  items TEXT NOT NULL, go_ahead TEXT NOT NULL, remark TEXT NOT NULL,
  attested_by {int} REFERENCES person (id), attested_ms {int}, attested_how TEXT NOT NULL, attested_words TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX transfer_answer_transfer ON transfer_answer (transfer_id, id)
;;
-- The manager's own words; nobody enters these for somebody else.
CREATE TABLE transfer_decision (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  transfer_id {int} NOT NULL REFERENCES transfer (id), seen_version {int} NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('approved', 'refused', 'revoked', 'withdrawn')),
  words TEXT NOT NULL, conditions TEXT NOT NULL, valid_until_ms {int},
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX transfer_decision_transfer ON transfer_decision (transfer_id, id)
;;
CREATE INDEX transfer_decision_person ON transfer_decision (person_id, id)
;;
-- A question back is a thread on the request, not a refusal.
CREATE TABLE transfer_remark (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  transfer_id {int} NOT NULL REFERENCES transfer (id),
  kind TEXT NOT NULL CHECK (kind IN ('question', 'answer')), text TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX transfer_remark_transfer ON transfer_remark (transfer_id, id)
;;
-- What left under it: one move with its items, under the digest of their list.
CREATE TABLE transfer_move (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  transfer_id {int} NOT NULL REFERENCES transfer (id), seen_version {int} NOT NULL,
  at_ms {int} NOT NULL, carrier TEXT NOT NULL, how TEXT NOT NULL,
  item_count {int} NOT NULL, total_bytes {int} NOT NULL, list_sha256 TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX transfer_move_transfer ON transfer_move (transfer_id, id)
;;
CREATE TABLE transfer_item (
  id {key},
  incident_id {int} NOT NULL REFERENCES incident (id),
  move_id {int} NOT NULL REFERENCES transfer_move (id), n {int} NOT NULL,
  name TEXT NOT NULL, size {int} NOT NULL CHECK (size >= 0), sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (move_id, n)
) {strict}
;;
CREATE UNIQUE INDEX transfer_item_name ON transfer_item (move_id, name) WHERE name <> ''
;;
CREATE INDEX transfer_item_digest ON transfer_item (incident_id, sha256)
;;
-- Returned or destroyed; or kept, with owner and date, until it is.
CREATE TABLE transfer_end (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  transfer_id {int} NOT NULL REFERENCES transfer (id), seen_version {int} NOT NULL,
  move_id {int} NOT NULL REFERENCES transfer_move (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('returned', 'destroyed', 'kept')),
  at_ms {int} NOT NULL, by_whom TEXT NOT NULL, how TEXT NOT NULL, witness TEXT NOT NULL,
  owner TEXT NOT NULL, until_ms {int},
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX transfer_end_move ON transfer_end (move_id, id)
;;
