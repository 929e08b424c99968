-- Closing well (P1.7, P11): what surrounds the text of a post-mortem, as confidential as that, and the measures that follow
-- from an incident, which are texts of their own.

-- What shows that a risk is contained, or a mitigation done (P1.7).
CREATE TABLE containment_citation (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  containment_id {int} NOT NULL REFERENCES containment (id),
  entry_id {int} NOT NULL REFERENCES timeline_entry (id),
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX containment_citation_containment ON containment_citation (containment_id)
;;
-- On a version, and within it on a section; a suggestion is what is to stand in the place of the quote.
CREATE TABLE postmortem_comment (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  text_id {int} NOT NULL REFERENCES postmortem_text (id),
  section TEXT NOT NULL, quote TEXT NOT NULL, remark TEXT NOT NULL, suggestion TEXT,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX postmortem_comment_incident ON postmortem_comment (incident_id, id)
;;
CREATE TABLE postmortem_comment_end (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  comment_id {int} NOT NULL UNIQUE REFERENCES postmortem_comment (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('taken', 'declined', 'withdrawn')), remark TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
-- P11.2: who is asked for a contribution sees the question and their own answers alone.
CREATE TABLE postmortem_question (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  asked_id {int} NOT NULL REFERENCES person (id), section TEXT NOT NULL, question TEXT NOT NULL, due_ms {int},
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX postmortem_question_incident ON postmortem_question (incident_id, id)
;;
CREATE INDEX postmortem_question_asked ON postmortem_question (asked_id, id)
;;
CREATE TABLE postmortem_answer (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  question_id {int} NOT NULL REFERENCES postmortem_question (id), answer TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX postmortem_answer_question ON postmortem_answer (question_id, id)
;;
-- P11.3: openings, prints and exports.
CREATE TABLE postmortem_use (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  text_id {int} NOT NULL REFERENCES postmortem_text (id),
  kind TEXT NOT NULL CHECK (kind IN ('opened', 'printed', 'exported')),
  file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX postmortem_use_incident ON postmortem_use (incident_id, id)
;;
-- Corrective measures and changes of policies, procedures and processes, followed until done (P1.7, P11.1).
CREATE TABLE measure_change (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  measure_id {int}, seen_version {int} NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('corrective', 'policy', 'procedure', 'process')),
  what TEXT NOT NULL, owner_id {int} REFERENCES person (id), owner_name TEXT NOT NULL, due_ms {int},
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')), reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX measure_change_incident ON measure_change (incident_id, id)
;;
CREATE TABLE measure (
  id {key}, version {int} NOT NULL,
  incident_id {int} NOT NULL REFERENCES incident (id),
  kind TEXT NOT NULL, what TEXT NOT NULL, owner_id {int}, owner_name TEXT NOT NULL, due_ms {int},
  state TEXT NOT NULL, reason TEXT NOT NULL, since_ms {int} NOT NULL
) {strict}
;;
CREATE INDEX measure_incident ON measure (incident_id, id)
;;
CREATE INDEX measure_open ON measure (due_ms, id) WHERE state = 'open'
;;
-- P11.4: the summary for notices, a text of its own, drawn from a version of the post-mortem (text_id).
CREATE TABLE postmortem_summary (
  id {key}, version {int} NOT NULL,
  incident_id {int} NOT NULL UNIQUE REFERENCES incident (id),
  state TEXT NOT NULL, summary_id {int} NOT NULL
) {strict}
;;
CREATE TABLE postmortem_summary_text (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  text_id {int} NOT NULL REFERENCES postmortem_text (id), body TEXT NOT NULL, sha256 TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX postmortem_summary_text_incident ON postmortem_summary_text (incident_id, id)
;;
-- Words that may stay, and why; or, without words, the whole text looked through for what must not slip in.
CREATE TABLE postmortem_summary_check (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  summary_id {int} NOT NULL REFERENCES postmortem_summary_text (id),
  kind TEXT NOT NULL CHECK (kind IN ('person', 'system', 'customer')), words TEXT NOT NULL, reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX postmortem_summary_check_incident ON postmortem_summary_check (incident_id, id)
;;
CREATE TABLE postmortem_summary_decision (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  step TEXT NOT NULL, to_state TEXT NOT NULL,
  summary_id {int} NOT NULL REFERENCES postmortem_summary_text (id), summary_sha256 TEXT NOT NULL, remark TEXT NOT NULL,
  attested_by {int} REFERENCES person (id), attested_ms {int}, attested_how TEXT NOT NULL, attested_words TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX postmortem_summary_decision_summary ON postmortem_summary_decision (summary_id, id)
;;
