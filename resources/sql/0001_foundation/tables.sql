-- Tables of the first version. Tokens in braces are the dialect's: {key} primary key, {int} 64-bit integer,
-- {blob} bytes, {strict} the engine's strict mode, {uuid} the client's key of an act: unique on a server, where a lost
-- answer is looked up by it. A file loses no answer, and each such index would be a page more for an act to write.
-- Statements end with a line of ";;".
-- Every act has: id, uuid, person and instant (set by the engine's default and checked by trigger), and the version of
-- the head it saw where a conflict is possible.
-- A head takes the id of the act that made it.

-- The record itself ---------------------------------------------------------------------------------------------
CREATE TABLE audit (
  seq {key},
  instant_ms {int} NOT NULL,
  table_name TEXT NOT NULL,
  row_id {int} NOT NULL,
  digest TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) {strict}
;;
CREATE TABLE audit_content (
  seq {key},
  incident_id {int},
  table_name TEXT NOT NULL,
  row_id {int} NOT NULL,
  person_id {int} NOT NULL,
  role TEXT NOT NULL,
  op TEXT NOT NULL,
  before_json TEXT,
  after_json TEXT NOT NULL,
  salt TEXT NOT NULL
) {strict}
;;
CREATE INDEX audit_content_incident ON audit_content (incident_id, seq)
;;
CREATE TABLE migration (
  id {key},
  name TEXT NOT NULL UNIQUE,
  sha256 TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()),
  instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE TABLE database_info (
  id {key},
  uuid TEXT NOT NULL UNIQUE,
  purpose TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()),
  instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE TABLE bulk_act (
  id {key},
  uuid {uuid},
  incident_id {int},
  kind TEXT NOT NULL,
  table_names TEXT NOT NULL,
  source_name TEXT NOT NULL,
  source_sha256 TEXT NOT NULL,
  row_count {int} NOT NULL,
  rows_sha256 TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()),
  instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;

-- People, customers, contacts: append-only versions and the current one ------------------------------------------------
CREATE TABLE person_version (
  id {key}, uuid {uuid},
  subject_id {int}, seen_version {int},
  name TEXT NOT NULL, email TEXT NOT NULL, login TEXT NOT NULL,
  roles {int} NOT NULL, active {int} NOT NULL CHECK (active IN (0, 1)),
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE TABLE person (
  id {key}, version {int} NOT NULL,
  name TEXT NOT NULL, email TEXT NOT NULL, login TEXT NOT NULL,
  roles {int} NOT NULL, active {int} NOT NULL
) {strict}
;;
CREATE TABLE customer_version (
  id {key}, uuid {uuid},
  subject_id {int}, seen_version {int},
  name TEXT NOT NULL, sector TEXT NOT NULL, country TEXT NOT NULL, remark TEXT NOT NULL,
  language TEXT NOT NULL DEFAULT '',
  bulk_id {int} REFERENCES bulk_act (id) DEFERRABLE INITIALLY DEFERRED,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE TABLE customer (
  id {key}, version {int} NOT NULL,
  name TEXT NOT NULL, sector TEXT NOT NULL, country TEXT NOT NULL, remark TEXT NOT NULL,
  language TEXT NOT NULL DEFAULT '', bulk_id {int}
) {strict}
;;
CREATE TABLE subscription_version (
  id {key}, uuid {uuid},
  subject_id {int}, seen_version {int},
  customer_id {int} NOT NULL REFERENCES customer (id),
  name TEXT NOT NULL, kind TEXT NOT NULL,
  external_ref TEXT NOT NULL DEFAULT '', tenant_ref TEXT NOT NULL DEFAULT '',
  bulk_id {int} REFERENCES bulk_act (id) DEFERRABLE INITIALLY DEFERRED,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE TABLE subscription (
  id {key}, version {int} NOT NULL,
  customer_id {int} NOT NULL REFERENCES customer (id),
  name TEXT NOT NULL, kind TEXT NOT NULL,
  external_ref TEXT NOT NULL DEFAULT '', tenant_ref TEXT NOT NULL DEFAULT '', bulk_id {int}
) {strict}
;;
CREATE INDEX subscription_ref ON subscription (external_ref)
;;
CREATE INDEX subscription_customer ON subscription (customer_id)
;;
CREATE TABLE contact_version (
  id {key}, uuid {uuid},
  subject_id {int}, seen_version {int},
  customer_id {int} NOT NULL REFERENCES customer (id),
  subscription_id {int} REFERENCES subscription (id),
  name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL, kind TEXT NOT NULL,
  active {int} NOT NULL CHECK (active IN (0, 1)), reason TEXT NOT NULL,
  bulk_id {int} REFERENCES bulk_act (id) DEFERRABLE INITIALLY DEFERRED,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE TABLE contact (
  id {key}, version {int} NOT NULL,
  customer_id {int} NOT NULL REFERENCES customer (id),
  subscription_id {int} REFERENCES subscription (id),
  name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL, kind TEXT NOT NULL, active {int} NOT NULL,
  bulk_id {int}
) {strict}
;;
CREATE INDEX contact_customer ON contact (customer_id, subscription_id)
;;

-- Incidents -------------------------------------------------------------------------------------------------------------
CREATE TABLE incident_record (
  id {key}, uuid {uuid},
  number {int} NOT NULL UNIQUE,
  title TEXT NOT NULL, description TEXT NOT NULL,
  source TEXT NOT NULL, source_detail TEXT NOT NULL, reported_by TEXT NOT NULL,
  detected_ms {int} NOT NULL, exercise {int} NOT NULL CHECK (exercise IN (0, 1)),
  external_ref TEXT UNIQUE,
  bulk_id {int} REFERENCES bulk_act (id) DEFERRABLE INITIALLY DEFERRED,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX incident_record_bulk ON incident_record (bulk_id) WHERE bulk_id IS NOT NULL
;;
CREATE TABLE incident (
  id {key}, version {int} NOT NULL, number {int} NOT NULL UNIQUE,
  title TEXT NOT NULL, description TEXT NOT NULL,
  source TEXT NOT NULL, source_detail TEXT NOT NULL, reported_by TEXT NOT NULL,
  detected_ms {int} NOT NULL, recorded_ms {int} NOT NULL, exercise {int} NOT NULL, external_ref TEXT,
  updated_ms {int} NOT NULL,
  stage TEXT NOT NULL, stage_since_ms {int} NOT NULL,
  manager_id {int},
  functional TEXT, information TEXT, recoverability TEXT, data_risk TEXT,
  severity TEXT, priority TEXT, provisional {int} NOT NULL DEFAULT 0, overridden {int} NOT NULL DEFAULT 0,
  priority_overridden {int} NOT NULL DEFAULT 0,
  outcome TEXT NOT NULL DEFAULT 'not_classified', personal_data TEXT NOT NULL DEFAULT 'not_known',
  track_open {int} NOT NULL DEFAULT 0,
  declaration_id {int}, declared_ms {int}, rescission_id {int},
  customer_contained_ms {int}, business_contained_ms {int},
  ended_ms {int}, closed_ms {int},
  bulk_id {int},
  restricted {int} NOT NULL DEFAULT 0
) {strict}
;;
CREATE INDEX incident_open ON incident (stage, stage_since_ms DESC, id DESC) WHERE ended_ms IS NULL AND closed_ms IS NULL
;;
CREATE INDEX incident_updated ON incident (updated_ms DESC, id DESC)
;;
CREATE INDEX incident_restricted ON incident (id) WHERE restricted = 1
;;
CREATE INDEX incident_done ON incident (stage_since_ms DESC, id DESC) WHERE ended_ms IS NOT NULL OR closed_ms IS NOT NULL
;;
CREATE TABLE stage_move (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  from_stage TEXT NOT NULL, to_stage TEXT NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX stage_move_incident ON stage_move (incident_id, id)
;;
CREATE TABLE assessment (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  functional TEXT, information TEXT, recoverability TEXT, data_risk TEXT,
  derived_severity TEXT NOT NULL, derived_priority TEXT NOT NULL, provisional {int} NOT NULL,
  severity TEXT NOT NULL, priority TEXT NOT NULL, overridden {int} NOT NULL CHECK (overridden IN (0, 1)),
  override_reason TEXT NOT NULL, reasons TEXT NOT NULL, finding TEXT NOT NULL, rule_version TEXT NOT NULL,
  priority_overridden {int} NOT NULL DEFAULT 0 CHECK (priority_overridden IN (0, 1)),
  priority_reason TEXT NOT NULL DEFAULT '',
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX assessment_incident ON assessment (incident_id, id)
;;
CREATE TABLE classification (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  outcome TEXT NOT NULL, personal_data TEXT NOT NULL, reason TEXT NOT NULL, participants TEXT NOT NULL,
  rule_version TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX classification_incident ON classification (incident_id, id)
;;
CREATE TABLE manager_change (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  manager_id {int} NOT NULL REFERENCES person (id), reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX manager_change_incident ON manager_change (incident_id, id)
;;
CREATE TABLE track_opening (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX track_opening_incident ON track_opening (incident_id, id)
;;
CREATE TABLE containment (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  kind TEXT NOT NULL, what TEXT NOT NULL, verified_by TEXT NOT NULL, at_ms {int} NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX containment_incident ON containment (incident_id, id)
;;
CREATE TABLE declaration (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  ground TEXT NOT NULL, statement TEXT NOT NULL,
  consulted_who TEXT NOT NULL, consulted_ms {int} NOT NULL,
  effective_ms {int} NOT NULL, earlier_reason TEXT NOT NULL,
  customer_impact TEXT NOT NULL, resources_accessed TEXT NOT NULL, repair_steps TEXT NOT NULL,
  severity TEXT NOT NULL, priority TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX declaration_incident ON declaration (incident_id, id)
;;
CREATE TABLE ending (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  kind TEXT NOT NULL, reason TEXT NOT NULL, root_cause TEXT NOT NULL,
  tuning_action TEXT NOT NULL, tuning_owner TEXT NOT NULL, tuning_due_ms {int}, no_tuning_reason TEXT NOT NULL,
  referred_to TEXT NOT NULL, referred_said TEXT NOT NULL,
  referred_ms {int}, referred_engagement TEXT NOT NULL DEFAULT '', referred_nevertheless TEXT NOT NULL DEFAULT '',
  duplicate_of {int} REFERENCES incident (id),
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX ending_incident ON ending (incident_id, id)
;;
CREATE TABLE closing (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  summary TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX closing_incident ON closing (incident_id, id)
;;
CREATE TABLE reopening (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  to_stage TEXT NOT NULL, reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX reopening_incident ON reopening (incident_id, id)
;;

-- Restricted incidents (P13.4): who is named sees them, and nobody else ----------------------------------------------------
CREATE TABLE restriction_change (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  restricted {int} NOT NULL CHECK (restricted IN (0, 1)),
  kind TEXT NOT NULL, reason TEXT NOT NULL, environment TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX restriction_change_incident ON restriction_change (incident_id, id)
;;
CREATE TABLE restriction_naming (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  subject_id {int} NOT NULL REFERENCES person (id), seen_version {int} NOT NULL,
  named {int} NOT NULL CHECK (named IN (0, 1)), suspected {int} NOT NULL CHECK (suspected IN (0, 1)),
  reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX restriction_naming_incident ON restriction_naming (incident_id, subject_id, id)
;;
CREATE TABLE incident_named (
  id {key}, version {int} NOT NULL,
  incident_id {int} NOT NULL REFERENCES incident (id), subject_id {int} NOT NULL REFERENCES person (id),
  named {int} NOT NULL, suspected {int} NOT NULL,
  UNIQUE (incident_id, subject_id)
) {strict}
;;
CREATE INDEX incident_named_subject ON incident_named (subject_id, incident_id) WHERE named = 1
;;

-- Timeline and evidence -------------------------------------------------------------------------------------------------
CREATE TABLE timeline_entry (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  at_ms {int} NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, tags TEXT NOT NULL,
  key_event {int} NOT NULL CHECK (key_event IN (0, 1)),
  bulk_id {int} REFERENCES bulk_act (id) DEFERRABLE INITIALLY DEFERRED,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX timeline_entry_order ON timeline_entry (incident_id, at_ms, id)
;;
CREATE INDEX timeline_entry_bulk ON timeline_entry (bulk_id) WHERE bulk_id IS NOT NULL
;;
CREATE TABLE entry_strike (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  entry_id {int} NOT NULL UNIQUE REFERENCES timeline_entry (id), reason TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE TABLE entry_mark (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  entry_id {int} NOT NULL REFERENCES timeline_entry (id), key_event {int} NOT NULL CHECK (key_event IN (0, 1)),
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX entry_mark_entry ON entry_mark (entry_id, id)
;;
CREATE TABLE declaration_citation (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  declaration_id {int} NOT NULL REFERENCES declaration (id),
  entry_id {int} NOT NULL REFERENCES timeline_entry (id),
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX declaration_citation_declaration ON declaration_citation (declaration_id)
;;
CREATE TABLE attachment (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  entry_id {int} REFERENCES timeline_entry (id), message_id {int},
  name TEXT NOT NULL, media_type TEXT NOT NULL, size {int} NOT NULL, sha256 TEXT NOT NULL,
  from_production TEXT NOT NULL, production_approval TEXT NOT NULL, transfer_id {int},
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX attachment_incident ON attachment (incident_id, entry_id)
;;
CREATE INDEX attachment_message ON attachment (message_id) WHERE message_id IS NOT NULL
;;
CREATE TABLE attachment_chunk (
  id {key},
  incident_id {int} NOT NULL REFERENCES incident (id),
  attachment_id {int} NOT NULL REFERENCES attachment (id), n {int} NOT NULL, data {blob} NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (attachment_id, n)
) {strict}
;;

-- Scope and obligations ---------------------------------------------------------------------------------------------------
CREATE TABLE scope_change (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  customer_id {int} NOT NULL REFERENCES customer (id), subscription_id {int} NOT NULL REFERENCES subscription (id),
  in_scope {int} NOT NULL CHECK (in_scope IN (0, 1)),
  accessed TEXT NOT NULL, certainty TEXT NOT NULL, reason TEXT NOT NULL,
  seen_version {int} NOT NULL DEFAULT 0, from_ms {int}, to_ms {int},
  attested_by {int} REFERENCES person (id), attested_ms {int},
  attested_how TEXT NOT NULL DEFAULT '', attested_words TEXT NOT NULL DEFAULT '',
  bulk_id {int} REFERENCES bulk_act (id) DEFERRABLE INITIALLY DEFERRED,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX scope_change_incident ON scope_change (incident_id, subscription_id, id)
;;
CREATE INDEX scope_change_bulk ON scope_change (bulk_id) WHERE bulk_id IS NOT NULL
;;
CREATE TABLE incident_scope (
  id {key}, version {int} NOT NULL,
  incident_id {int} NOT NULL REFERENCES incident (id),
  customer_id {int} NOT NULL REFERENCES customer (id), subscription_id {int} NOT NULL REFERENCES subscription (id),
  in_scope {int} NOT NULL, accessed TEXT NOT NULL, certainty TEXT NOT NULL, since_ms {int} NOT NULL,
  from_ms {int}, to_ms {int}, bulk_id {int},
  UNIQUE (incident_id, subscription_id)
) {strict}
;;
CREATE TABLE obligation_start (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  duty TEXT NOT NULL, addressee TEXT NOT NULL, customer_id {int} REFERENCES customer (id),
  declaration_id {int} REFERENCES declaration (id),
  trigger_ms {int} NOT NULL, deadline_ms {int}, confirmed {int} NOT NULL CHECK (confirmed IN (0, 1)),
  citation TEXT NOT NULL, rule_version TEXT NOT NULL, addressee_name TEXT NOT NULL DEFAULT '',
  taken_from {int},
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX obligation_start_incident ON obligation_start (incident_id, id)
;;
CREATE TABLE obligation (
  id {key}, version {int} NOT NULL,
  incident_id {int} NOT NULL REFERENCES incident (id),
  duty TEXT NOT NULL, addressee TEXT NOT NULL, customer_id {int}, declaration_id {int},
  trigger_ms {int} NOT NULL, deadline_ms {int}, confirmed {int} NOT NULL, citation TEXT NOT NULL,
  met_ms {int}, withdrawn_ms {int}, withdrawn_reason TEXT, excepted_until_ms {int},
  addressee_name TEXT NOT NULL DEFAULT '', undeliverable_ms {int}
) {strict}
;;
CREATE INDEX obligation_incident ON obligation (incident_id, customer_id)
;;
CREATE INDEX obligation_open ON obligation (deadline_ms, id) WHERE met_ms IS NULL AND withdrawn_ms IS NULL
;;
CREATE TABLE obligation_change (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  obligation_id {int} NOT NULL REFERENCES obligation (id), seen_version {int} NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('met', 'unmet', 'withdrawn', 'excepted', 'exception_ended', 'confirmed',
    'not_deliverable', 'recomputed', 'reinstated')),
  at_ms {int} NOT NULL, until_ms {int}, exception_id {int}, reason_code TEXT NOT NULL, reason TEXT NOT NULL,
  attested_by {int} REFERENCES person (id), attested_ms {int}, attested_how TEXT NOT NULL, attested_words TEXT NOT NULL,
  second_attested_by {int} REFERENCES person (id), second_attested_words TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX obligation_change_obligation ON obligation_change (obligation_id, id)
;;

-- Notices -----------------------------------------------------------------------------------------------------------------
CREATE TABLE notice_start (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  audience TEXT NOT NULL, phase TEXT NOT NULL, number {int} NOT NULL,
  language TEXT NOT NULL DEFAULT 'en', for_language {int} NOT NULL DEFAULT 0 CHECK (for_language IN (0, 1)),
  follows_id {int},
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (incident_id, number)
) {strict}
;;
CREATE TABLE notice (
  id {key}, version {int} NOT NULL,
  incident_id {int} NOT NULL REFERENCES incident (id),
  audience TEXT NOT NULL, phase TEXT NOT NULL, number {int} NOT NULL,
  state TEXT NOT NULL, text_id {int}, approved_text_id {int}, updated_ms {int} NOT NULL,
  language TEXT NOT NULL DEFAULT 'en', for_language {int} NOT NULL DEFAULT 0, follows_id {int}
) {strict}
;;
CREATE INDEX notice_incident ON notice (incident_id)
;;
CREATE TABLE notice_text (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  notice_id {int} NOT NULL REFERENCES notice (id), seen_version {int} NOT NULL,
  subject TEXT NOT NULL, body TEXT NOT NULL, content TEXT NOT NULL, sha256 TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX notice_text_notice ON notice_text (notice_id, id)
;;
CREATE TABLE notice_decision (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  notice_id {int} NOT NULL REFERENCES notice (id), seen_version {int} NOT NULL,
  step TEXT NOT NULL, to_state TEXT NOT NULL, text_id {int} REFERENCES notice_text (id), text_sha256 TEXT NOT NULL,
  scope_sha256 TEXT NOT NULL, remark TEXT NOT NULL,
  attested_by {int} REFERENCES person (id), attested_ms {int}, attested_how TEXT NOT NULL, attested_words TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX notice_decision_notice ON notice_decision (notice_id, id)
;;
CREATE TABLE message (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  notice_id {int} NOT NULL REFERENCES notice (id), text_id {int} NOT NULL REFERENCES notice_text (id),
  customer_id {int} REFERENCES customer (id), recipient TEXT NOT NULL, address TEXT NOT NULL,
  message_ref TEXT NOT NULL UNIQUE, eml_sha256 TEXT NOT NULL, pdf_sha256 TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (text_id, customer_id, address)
) {strict}
;;
CREATE INDEX message_notice ON message (notice_id)
;;
CREATE TABLE message_subscription (
  id {key},
  incident_id {int} NOT NULL REFERENCES incident (id),
  message_id {int} NOT NULL REFERENCES message (id), subscription_id {int} NOT NULL REFERENCES subscription (id),
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (message_id, subscription_id)
) {strict}
;;
CREATE TABLE send_attempt (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  message_id {int} NOT NULL REFERENCES message (id), n {int} NOT NULL, means TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now()),
  UNIQUE (message_id, n)
) {strict}
;;
CREATE TABLE send_result (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  attempt_id {int} NOT NULL UNIQUE REFERENCES send_attempt (id), result TEXT NOT NULL, reply TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE TABLE delivery (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  message_id {int} NOT NULL REFERENCES message (id),
  means TEXT NOT NULL, at_ms {int} NOT NULL, reached {int} NOT NULL CHECK (reached IN (0, 1)), proof TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX delivery_message ON delivery (message_id, id)
;;
CREATE TABLE hand_delivery (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id),
  notice_id {int} NOT NULL REFERENCES notice (id), text_id {int} NOT NULL REFERENCES notice_text (id),
  subscription_id {int} NOT NULL REFERENCES subscription (id),
  means TEXT NOT NULL CHECK (means IN ('telephone', 'post', 'portal', 'exercise folder')),
  at_ms {int} NOT NULL, reached {int} NOT NULL CHECK (reached IN (0, 1)), proof TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX hand_delivery_notice ON hand_delivery (notice_id, subscription_id, id)
;;

-- Post-mortems, kept apart: they are confidential (P11.3) -----------------------------------------------------------------
CREATE TABLE postmortem (
  id {key}, version {int} NOT NULL,
  incident_id {int} NOT NULL UNIQUE REFERENCES incident (id),
  state TEXT NOT NULL, text_id {int} NOT NULL, approved_text_id {int}
) {strict}
;;
CREATE TABLE postmortem_text (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  body TEXT NOT NULL, sha256 TEXT NOT NULL, remark TEXT NOT NULL DEFAULT '',
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX postmortem_text_incident ON postmortem_text (incident_id, id)
;;
CREATE TABLE postmortem_decision (
  id {key}, uuid {uuid},
  incident_id {int} NOT NULL REFERENCES incident (id), seen_version {int} NOT NULL,
  step TEXT NOT NULL, to_state TEXT NOT NULL, text_id {int} NOT NULL REFERENCES postmortem_text (id),
  text_sha256 TEXT NOT NULL, remark TEXT NOT NULL,
  attested_by {int} REFERENCES person (id), attested_ms {int}, attested_how TEXT NOT NULL, attested_words TEXT NOT NULL,
  person_id {int} NOT NULL DEFAULT (tocsin_person()), instant_ms {int} NOT NULL DEFAULT (tocsin_now())
) {strict}
;;
CREATE INDEX postmortem_decision_incident ON postmortem_decision (incident_id, id)
;;

-- Working tables: mutable, no part of the record ---------------------------------------------------------------------------
CREATE TABLE draft (
  name TEXT NOT NULL PRIMARY KEY,
  incident_id {int}, person_id {int} NOT NULL, payload TEXT NOT NULL, updated_ms {int} NOT NULL
) {strict}
;;
-- Who has which incident open now; a window that is not heard of is gone (PresenceService).
CREATE TABLE presence (
  window_uuid TEXT NOT NULL PRIMARY KEY,
  person_id {int} NOT NULL, incident_id {int} NOT NULL, seen_ms {int} NOT NULL
) {strict}
;;
