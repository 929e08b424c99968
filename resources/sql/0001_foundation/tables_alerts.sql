-- P7.5: that a person was told of a deadline by mail, claimed before it leaves: of a duty, or of what is to be followed up
-- (P9.5, P9.9). One mail names several deadlines: they share its message_ref, and the answer is kept for the first.
CREATE TABLE alert_mail (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  obligation_id {int} REFERENCES obligation (id), matter_id {int} REFERENCES matter (id),
  level TEXT NOT NULL, deadline_ms {int} NOT NULL, told_id {int} NOT NULL REFERENCES person (id), n {int} NOT NULL,
  address TEXT NOT NULL, message_ref TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (obligation_id, told_id, n), UNIQUE (matter_id, told_id, n),
  CHECK ((obligation_id IS NULL) <> (matter_id IS NULL))
) {strict}
;;
CREATE INDEX alert_mail_ref ON alert_mail (message_ref, id)
;;
CREATE TABLE alert_result (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  mail_id {int} NOT NULL UNIQUE REFERENCES alert_mail (id), result TEXT NOT NULL, reply TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
