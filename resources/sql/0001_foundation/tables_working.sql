-- Working an incident (P1.10, P1.11): what belongs together, the situation in words, who does what, where people meet,
-- and that a report left. An act without a head is the last of its kind, or one that nothing took back.

-- Both ends have to be seen for the link to be there at all (P13.4).
CREATE TABLE incident_link (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  other_id {int} NOT NULL REFERENCES incident (id),
  kind TEXT NOT NULL CHECK (kind IN ('related', 'caused_by', 'part_of', 'duplicate_of')), reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX incident_link_incident ON incident_link (incident_id, id)
;;
CREATE INDEX incident_link_other ON incident_link (other_id, id)
;;
CREATE TABLE incident_unlink (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  other_id {int} NOT NULL REFERENCES incident (id),
  link_id {int} NOT NULL UNIQUE REFERENCES incident_link (id), reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
-- seen_version is the number of the text before it.
CREATE TABLE situation_text (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  known TEXT NOT NULL, unknown TEXT NOT NULL, next TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (incident_id, seen_version)
) {strict}
;;
CREATE TABLE task_change (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  task_id {int}, seen_version {int} NOT NULL,
  what TEXT NOT NULL, owner_id {int} REFERENCES person (id), owner_name TEXT NOT NULL, due_ms {int},
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')), reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX task_change_incident ON task_change (incident_id, id)
;;
CREATE TABLE incident_task (
  id {key}, version {int} NOT NULL,
  incident_id {int} NOT NULL REFERENCES incident (id),
  what TEXT NOT NULL, owner_id {int}, owner_name TEXT NOT NULL, due_ms {int},
  state TEXT NOT NULL, reason TEXT NOT NULL, since_ms {int} NOT NULL
) {strict}
;;
CREATE INDEX incident_task_incident ON incident_task (incident_id, id)
;;
CREATE INDEX incident_task_open ON incident_task (owner_id, due_ms) WHERE state = 'open'
;;
CREATE TABLE crew_change (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  duty TEXT NOT NULL CHECK (duty IN ('scribe', 'communications', 'service_engineer', 'legal_adviser')),
  holder_id {int} REFERENCES person (id), holder_name TEXT NOT NULL,
  assigned {int} NOT NULL CHECK (assigned IN (0, 1)), reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX crew_change_incident ON crew_change (incident_id, id)
;;
CREATE TABLE outside_place (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  kind TEXT NOT NULL CHECK (kind IN ('call', 'reference')),
  name TEXT NOT NULL, reference TEXT NOT NULL, link TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX outside_place_incident ON outside_place (incident_id, id)
;;
CREATE TABLE outside_removal (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  place_id {int} NOT NULL UNIQUE REFERENCES outside_place (id), reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE TABLE report_export (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  kind TEXT NOT NULL, format TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX report_export_incident ON report_export (incident_id, id)
;;
