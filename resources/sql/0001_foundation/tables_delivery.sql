-- Delivery (P9.8, P7.5): the account mail leaves by, what each message says, the order to send it and to wait, and what a
-- person decided on an attempt. The attempts and their results are in tables.sql; sending is claimed by them.

-- seen_version is the number of versions before it; the newest counts. There is no password in it.
CREATE TABLE mail_account_version (
  id {key}, uuid {uuid}, seen_version {int} NOT NULL UNIQUE,
  host TEXT NOT NULL, port {int} NOT NULL, security TEXT NOT NULL CHECK (security IN ('starttls', 'tls')),
  login TEXT NOT NULL, sender_name TEXT NOT NULL, sender_address TEXT NOT NULL, authority TEXT NOT NULL,
  per_minute {int} NOT NULL, timeout_s {int} NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
-- What a message says, filled for its recipient when it was queued: letter and mail are made of it, whenever that is.
CREATE TABLE message_text (
  id {key},
  incident_id {int} NOT NULL REFERENCES incident (id),
  message_id {int} NOT NULL UNIQUE REFERENCES message (id),
  subject TEXT NOT NULL, body TEXT NOT NULL, sha256 TEXT NOT NULL,
  sender_name TEXT NOT NULL, sender_address TEXT NOT NULL, customer_name TEXT NOT NULL, subscriptions TEXT NOT NULL,
  reference TEXT NOT NULL, anchor TEXT NOT NULL, date_ms {int} NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
-- That a notice leaves by mail, waits, or goes on. seen_version is the number of orders before it.
CREATE TABLE send_order (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  notice_id {int} NOT NULL REFERENCES notice (id), seen_version {int} NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('mail', 'pause', 'resume')),
  attach_letter {int} NOT NULL CHECK (attach_letter IN (0, 1)), reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (notice_id, seen_version)
) {strict}
;;
-- That a message never leaves (any more): called back, or another one took its place.
CREATE TABLE message_end (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  message_id {int} NOT NULL UNIQUE REFERENCES message (id),
  kind TEXT NOT NULL CHECK (kind IN ('cancelled', 'replaced')),
  replacement_id {int} REFERENCES message (id), reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
-- What a person decided on an attempt that is unsure or was refused for good.
CREATE TABLE attempt_decision (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  attempt_id {int} NOT NULL UNIQUE REFERENCES send_attempt (id),
  decision TEXT NOT NULL CHECK (decision IN ('arrived', 'again')), reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX send_attempt_mail ON send_attempt (instant_ms) WHERE means = 'smtp'
;;
