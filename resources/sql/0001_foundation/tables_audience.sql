-- Whom a notice is for, and what comes back (P9.1, P9.2, P9.5, P9.6, P9.9). See tables.sql.

-- The provider as it writes itself into notices and forms: one row, and its versions.
CREATE TABLE provider_version (
  id {key}, uuid {uuid},
  subject_id {int}, seen_version {int},
  name TEXT NOT NULL, identifier TEXT NOT NULL, address TEXT NOT NULL, sector TEXT NOT NULL, country TEXT NOT NULL,
  representative TEXT NOT NULL, officer TEXT NOT NULL, contact_point TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE TABLE provider (
  id {key}, version {int} NOT NULL,
  name TEXT NOT NULL, identifier TEXT NOT NULL, address TEXT NOT NULL, sector TEXT NOT NULL, country TEXT NOT NULL,
  representative TEXT NOT NULL, officer TEXT NOT NULL, contact_point TEXT NOT NULL
) {strict}
;;
-- Templates by audience, phase and language. One that legal has not approved is not used.
CREATE TABLE notice_template_version (
  id {key}, uuid {uuid},
  subject_id {int}, seen_version {int},
  audience TEXT NOT NULL, phase TEXT NOT NULL, language TEXT NOT NULL,
  subject TEXT NOT NULL, body TEXT NOT NULL, reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE TABLE notice_template (
  id {key}, version {int} NOT NULL,
  audience TEXT NOT NULL, phase TEXT NOT NULL, language TEXT NOT NULL,
  subject TEXT NOT NULL, body TEXT NOT NULL, newest_id {int} NOT NULL, approved_id {int},
  UNIQUE (audience, phase, language)
) {strict}
;;
CREATE TABLE template_approval (
  id {key}, uuid {uuid},
  template_id {int} NOT NULL REFERENCES notice_template (id), seen_version {int} NOT NULL,
  version_id {int} NOT NULL REFERENCES notice_template_version (id),
  attested_by {int} REFERENCES person (id), attested_ms {int},
  attested_how TEXT NOT NULL DEFAULT '', attested_words TEXT NOT NULL DEFAULT '',
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
-- What was brought in to find out who is affected: the file itself is an attachment, its rows are one bulk act.
CREATE TABLE scope_import (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  kind TEXT NOT NULL CHECK (kind IN ('list', 'flow_log', 'search')), source_name TEXT NOT NULL, source_sha256 TEXT NOT NULL,
  attachment_id {int} REFERENCES attachment (id),
  row_count {int} NOT NULL, matched {int} NOT NULL, not_matched {int} NOT NULL, unmatched TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX scope_import_incident ON scope_import (incident_id, id)
;;
-- Who is put in, or taken out, beside what the rule finds. The last change of one address is the one that holds.
CREATE TABLE addressee_change (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  notice_id {int} NOT NULL REFERENCES notice (id),
  customer_id {int} REFERENCES customer (id),
  kind TEXT NOT NULL CHECK (kind IN ('contact', 'authority', 'person', 'public', 'internal')),
  name TEXT NOT NULL, address TEXT NOT NULL, country TEXT NOT NULL, language TEXT NOT NULL,
  added {int} NOT NULL CHECK (added IN (0, 1)), reason TEXT NOT NULL,
  bulk_id {int} REFERENCES bulk_act (id) DEFERRABLE INITIALLY DEFERRED,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX addressee_change_notice ON addressee_change (notice_id, id)
;;
CREATE INDEX addressee_change_bulk ON addressee_change (bulk_id) WHERE bulk_id IS NOT NULL
;;
-- P9.3: words that are a name of another customer and mean something else at this place, says the author, and why. The last
-- word on one place holds; the place is the line, as it read.
CREATE TABLE name_meant (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  notice_id {int} NOT NULL REFERENCES notice (id),
  place TEXT NOT NULL CHECK (place IN ('subject', 'body', 'accessed')),
  words TEXT NOT NULL, line TEXT NOT NULL, meant {int} NOT NULL CHECK (meant IN (0, 1)), reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX name_meant_notice ON name_meant (notice_id, id)
;;
-- Who gets an approved text, as it was when legal approved it, with the rule that found them.
CREATE TABLE notice_recipient (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  notice_id {int} NOT NULL REFERENCES notice (id), text_id {int} NOT NULL REFERENCES notice_text (id),
  customer_id {int} REFERENCES customer (id), subscription_id {int} REFERENCES subscription (id), contact_id {int},
  name TEXT NOT NULL, address TEXT NOT NULL, rule TEXT NOT NULL,
  attested {int} NOT NULL CHECK (attested IN (0, 1)),
  bulk_id {int} REFERENCES bulk_act (id) DEFERRABLE INITIALLY DEFERRED,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX notice_recipient_text ON notice_recipient (text_id, id)
;;
CREATE INDEX notice_recipient_bulk ON notice_recipient (bulk_id) WHERE bulk_id IS NOT NULL
;;
-- What is still to be told, and what came back: receipts, questions, replies, returns. Those that are due have a clock.
CREATE TABLE matter_change (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  matter_id {int}, seen_version {int} NOT NULL,
  notice_id {int} NOT NULL REFERENCES notice (id),
  kind TEXT NOT NULL CHECK (kind IN ('follow_up', 'receipt', 'question', 'reply', 'return', 'wrong_party')),
  item TEXT NOT NULL, customer_id {int} REFERENCES customer (id), who TEXT NOT NULL,
  at_ms {int} NOT NULL, reference TEXT NOT NULL, words TEXT NOT NULL,
  owner_id {int} REFERENCES person (id), owner_name TEXT NOT NULL, due_ms {int},
  state TEXT NOT NULL CHECK (state IN ('noted', 'open', 'answered', 'final')), answer TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX matter_change_incident ON matter_change (incident_id, id)
;;
CREATE INDEX matter_change_matter ON matter_change (matter_id, id)
;;
CREATE TABLE matter (
  id {key}, version {int} NOT NULL,
  incident_id {int} NOT NULL REFERENCES incident (id), notice_id {int} NOT NULL REFERENCES notice (id),
  kind TEXT NOT NULL, item TEXT NOT NULL, customer_id {int}, who TEXT NOT NULL,
  at_ms {int} NOT NULL, reference TEXT NOT NULL, words TEXT NOT NULL,
  owner_id {int}, owner_name TEXT NOT NULL, due_ms {int}, state TEXT NOT NULL, answer TEXT NOT NULL,
  since_ms {int} NOT NULL
) {strict}
;;
CREATE INDEX matter_incident ON matter (incident_id, id)
;;
CREATE INDEX matter_open ON matter (due_ms, id) WHERE state = 'open'
;;
