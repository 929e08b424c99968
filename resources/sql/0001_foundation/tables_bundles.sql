-- Bundles for auditors (P11.5): legal releases what leaves, to whom and what for, once for each bundle; that it was made is
-- an act of every incident in it, with the hash of its manifest and where the record stood.
CREATE TABLE bundle_release (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  recipient TEXT NOT NULL, purpose TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX bundle_release_incident ON bundle_release (incident_id, id)
;;
CREATE TABLE bundle_export (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  release_id {int} NOT NULL UNIQUE REFERENCES bundle_release (id),
  bundle TEXT NOT NULL, manifest_sha256 TEXT NOT NULL CHECK (length(manifest_sha256) = 64),
  key_sha256 TEXT NOT NULL CHECK (length(key_sha256) = 64),
  file_count {int} NOT NULL, left_out {int} NOT NULL,
  record_seq {int} NOT NULL, record_hash TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX bundle_export_incident ON bundle_export (incident_id, id)
;;
