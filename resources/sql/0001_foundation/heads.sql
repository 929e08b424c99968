-- Acts drive the heads (DESIGN 2). Each act is checked against the version it saw, then changes its head.
-- tocsin_act() opens and closes the head for the trigger alone: no client updates a head. Written as SQLite's triggers;
-- the dialect of PostgreSQL makes functions of them, so a trigger keeps to: WHEN, SELECT RAISE(ABORT, '...') WHERE ...,
-- INSERT and UPDATE.

CREATE TRIGGER person_version_first AFTER INSERT ON person_version
WHEN NEW.subject_id IS NULL BEGIN
  SELECT tocsin_act(1);
  INSERT INTO person (id, version, name, email, login, roles, active)
  VALUES (NEW.id, 1, NEW.name, NEW.email, NEW.login, NEW.roles, NEW.active);
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER person_version_head AFTER INSERT ON person_version
WHEN NEW.subject_id IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM person WHERE id = NEW.subject_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE person SET version = version + 1, name = NEW.name, email = NEW.email, login = NEW.login, roles = NEW.roles, active = NEW.active
  WHERE id = NEW.subject_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER customer_version_first AFTER INSERT ON customer_version
WHEN NEW.subject_id IS NULL BEGIN
  SELECT tocsin_act(1);
  INSERT INTO customer (id, version, name, sector, country, remark, language, bulk_id)
  VALUES (NEW.id, 1, NEW.name, NEW.sector, NEW.country, NEW.remark, NEW.language, NEW.bulk_id);
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER customer_version_head AFTER INSERT ON customer_version
WHEN NEW.subject_id IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM customer WHERE id = NEW.subject_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE customer SET version = version + 1, name = NEW.name, sector = NEW.sector, country = NEW.country, remark = NEW.remark,
    language = NEW.language
  WHERE id = NEW.subject_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER subscription_version_first AFTER INSERT ON subscription_version
WHEN NEW.subject_id IS NULL BEGIN
  SELECT tocsin_act(1);
  INSERT INTO subscription (id, version, customer_id, name, kind, external_ref, tenant_ref, bulk_id)
  VALUES (NEW.id, 1, NEW.customer_id, NEW.name, NEW.kind, NEW.external_ref, NEW.tenant_ref, NEW.bulk_id);
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER subscription_version_head AFTER INSERT ON subscription_version
WHEN NEW.subject_id IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM subscription WHERE id = NEW.subject_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE subscription SET version = version + 1, customer_id = NEW.customer_id, name = NEW.name, kind = NEW.kind,
    external_ref = NEW.external_ref, tenant_ref = NEW.tenant_ref
  WHERE id = NEW.subject_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER contact_version_first AFTER INSERT ON contact_version
WHEN NEW.subject_id IS NULL BEGIN
  SELECT tocsin_act(1);
  INSERT INTO contact (id, version, customer_id, subscription_id, name, email, phone, kind, active, bulk_id)
  VALUES (NEW.id, 1, NEW.customer_id, NEW.subscription_id, NEW.name, NEW.email, NEW.phone, NEW.kind, NEW.active,
    NEW.bulk_id);
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER contact_version_head AFTER INSERT ON contact_version
WHEN NEW.subject_id IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM contact WHERE id = NEW.subject_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE contact SET version = version + 1, customer_id = NEW.customer_id, subscription_id = NEW.subscription_id, name = NEW.name, email = NEW.email, phone = NEW.phone, kind = NEW.kind, active = NEW.active
  WHERE id = NEW.subject_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER incident_record_head AFTER INSERT ON incident_record BEGIN
  SELECT tocsin_act(1);
  INSERT INTO incident (id, version, number, title, description, source, source_detail, reported_by, detected_ms,
    recorded_ms, exercise, external_ref, updated_ms, stage, stage_since_ms, bulk_id)
  VALUES (NEW.id, 1, NEW.number, NEW.title, NEW.description, NEW.source, NEW.source_detail, NEW.reported_by,
    NEW.detected_ms, NEW.instant_ms, NEW.exercise, NEW.external_ref, NEW.instant_ms, 'detect', NEW.instant_ms, NEW.bulk_id);
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER stage_move_head AFTER INSERT ON stage_move BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM incident WHERE id = NEW.incident_id) IS NOT NEW.seen_version;
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT stage FROM incident WHERE id = NEW.incident_id) IS NOT NEW.from_stage;
  SELECT tocsin_act(1);
  UPDATE incident SET version = version + 1, updated_ms = NEW.instant_ms,
    stage = NEW.to_stage, stage_since_ms = NEW.instant_ms,
    customer_contained_ms = CASE WHEN NEW.kind = 'reopening' THEN NULL ELSE customer_contained_ms END,
    business_contained_ms = CASE WHEN NEW.kind = 'reopening' THEN NULL ELSE business_contained_ms END
  WHERE id = NEW.incident_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER assessment_head AFTER INSERT ON assessment BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM incident WHERE id = NEW.incident_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE incident SET version = version + 1, updated_ms = NEW.instant_ms,
    functional = NEW.functional, information = NEW.information, recoverability = NEW.recoverability,
    data_risk = NEW.data_risk, severity = NEW.severity, priority = NEW.priority, provisional = NEW.provisional,
    overridden = NEW.overridden, priority_overridden = NEW.priority_overridden
  WHERE id = NEW.incident_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER classification_head AFTER INSERT ON classification BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM incident WHERE id = NEW.incident_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE incident SET version = version + 1, updated_ms = NEW.instant_ms,
    outcome = NEW.outcome, personal_data = NEW.personal_data
  WHERE id = NEW.incident_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER manager_change_head AFTER INSERT ON manager_change BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM incident WHERE id = NEW.incident_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE incident SET version = version + 1, updated_ms = NEW.instant_ms,
    manager_id = NEW.manager_id
  WHERE id = NEW.incident_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER track_opening_head AFTER INSERT ON track_opening BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM incident WHERE id = NEW.incident_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE incident SET version = version + 1, updated_ms = NEW.instant_ms,
    track_open = 1
  WHERE id = NEW.incident_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER containment_head AFTER INSERT ON containment BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM incident WHERE id = NEW.incident_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE incident SET version = version + 1, updated_ms = NEW.instant_ms,
    customer_contained_ms = CASE WHEN NEW.kind = 'customer_risk' THEN NEW.at_ms ELSE customer_contained_ms END,
    business_contained_ms = CASE WHEN NEW.kind = 'business_risk' THEN NEW.at_ms ELSE business_contained_ms END
  WHERE id = NEW.incident_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER declaration_head AFTER INSERT ON declaration BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM incident WHERE id = NEW.incident_id) IS NOT NEW.seen_version;
  SELECT RAISE(ABORT, 'already declared') WHERE (SELECT declaration_id FROM incident WHERE id = NEW.incident_id) IS NOT NULL;
  SELECT tocsin_act(1);
  UPDATE incident SET version = version + 1, updated_ms = NEW.instant_ms,
    declaration_id = NEW.id, declared_ms = NEW.effective_ms, outcome = 'crsi', track_open = 1,
    overridden = CASE WHEN severity IS NOT DISTINCT FROM NEW.severity THEN overridden ELSE 0 END,
    priority_overridden = CASE WHEN priority IS NOT DISTINCT FROM NEW.priority THEN priority_overridden ELSE 0 END,
    severity = NEW.severity, priority = NEW.priority
  WHERE id = NEW.incident_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER ending_head AFTER INSERT ON ending BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM incident WHERE id = NEW.incident_id) IS NOT NEW.seen_version;
  SELECT RAISE(ABORT, 'a declaration stands') WHERE NEW.kind <> 'duplicate' AND (SELECT declaration_id FROM incident WHERE id = NEW.incident_id) IS NOT NULL;
  SELECT tocsin_act(1);
  UPDATE incident SET version = version + 1, updated_ms = NEW.instant_ms,
    ended_ms = NEW.instant_ms, outcome = NEW.kind
  WHERE id = NEW.incident_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER closing_head AFTER INSERT ON closing BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM incident WHERE id = NEW.incident_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE incident SET version = version + 1, updated_ms = NEW.instant_ms,
    closed_ms = NEW.instant_ms
  WHERE id = NEW.incident_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER reopening_head AFTER INSERT ON reopening BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM incident WHERE id = NEW.incident_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE incident SET version = version + 1, updated_ms = NEW.instant_ms,
    ended_ms = NULL, closed_ms = NULL, stage = NEW.to_stage, stage_since_ms = NEW.instant_ms,
    customer_contained_ms = NULL, business_contained_ms = NULL,
    outcome = CASE WHEN ended_ms IS NULL THEN outcome WHEN declaration_id IS NOT NULL THEN 'crsi' ELSE 'not_classified' END
  WHERE id = NEW.incident_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER restriction_change_head AFTER INSERT ON restriction_change BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM incident WHERE id = NEW.incident_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE incident SET version = version + 1, updated_ms = NEW.instant_ms, restricted = NEW.restricted
  WHERE id = NEW.incident_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER restriction_naming_head AFTER INSERT ON restriction_naming BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE coalesce((SELECT version FROM incident_named
    WHERE incident_id = NEW.incident_id AND subject_id = NEW.subject_id), 0) <> NEW.seen_version;
  SELECT tocsin_act(1);
  INSERT INTO incident_named (id, version, incident_id, subject_id, named, suspected)
  SELECT NEW.id, 0, NEW.incident_id, NEW.subject_id, NEW.named, NEW.suspected
  WHERE NOT EXISTS (SELECT 1 FROM incident_named WHERE incident_id = NEW.incident_id AND subject_id = NEW.subject_id);
  UPDATE incident_named SET version = version + 1, named = NEW.named, suspected = NEW.suspected
  WHERE incident_id = NEW.incident_id AND subject_id = NEW.subject_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER scope_change_first AFTER INSERT ON scope_change
WHEN NEW.seen_version = 0 BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE coalesce((SELECT version FROM incident_scope
    WHERE incident_id = NEW.incident_id AND subscription_id = NEW.subscription_id), 0) <> 0;
  SELECT tocsin_act(1);
  INSERT INTO incident_scope (id, version, incident_id, customer_id, subscription_id, in_scope, accessed, certainty, since_ms,
    from_ms, to_ms, bulk_id)
  VALUES (NEW.id, 1, NEW.incident_id, NEW.customer_id, NEW.subscription_id, NEW.in_scope, NEW.accessed, NEW.certainty,
    NEW.instant_ms, NEW.from_ms, NEW.to_ms, NEW.bulk_id);
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER scope_change_head AFTER INSERT ON scope_change
WHEN NEW.seen_version <> 0 BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE coalesce((SELECT version FROM incident_scope
    WHERE incident_id = NEW.incident_id AND subscription_id = NEW.subscription_id), 0) <> NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE incident_scope SET version = version + 1, in_scope = NEW.in_scope, accessed = NEW.accessed,
    certainty = NEW.certainty, from_ms = NEW.from_ms, to_ms = NEW.to_ms, since_ms = CASE WHEN in_scope = NEW.in_scope THEN since_ms ELSE NEW.instant_ms END
  WHERE incident_id = NEW.incident_id AND subscription_id = NEW.subscription_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER obligation_start_head AFTER INSERT ON obligation_start BEGIN
  SELECT tocsin_act(1);
  INSERT INTO obligation (id, version, incident_id, duty, addressee, customer_id, declaration_id, trigger_ms, deadline_ms,
    confirmed, citation, addressee_name)
  VALUES (NEW.id, 1, NEW.incident_id, NEW.duty, NEW.addressee, NEW.customer_id, NEW.declaration_id, NEW.trigger_ms,
    NEW.deadline_ms, NEW.confirmed, NEW.citation, NEW.addressee_name);
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER obligation_change_head AFTER INSERT ON obligation_change BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM obligation WHERE id = NEW.obligation_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE obligation SET version = version + 1,
    met_ms = CASE NEW.change WHEN 'met' THEN NEW.at_ms WHEN 'unmet' THEN NULL ELSE met_ms END,
    withdrawn_ms = CASE NEW.change WHEN 'withdrawn' THEN NEW.at_ms WHEN 'reinstated' THEN NULL ELSE withdrawn_ms END,
    withdrawn_reason = CASE NEW.change WHEN 'withdrawn' THEN NEW.reason_code WHEN 'reinstated' THEN NULL ELSE withdrawn_reason END,
    excepted_until_ms = CASE NEW.change WHEN 'excepted' THEN NEW.until_ms WHEN 'exception_ended' THEN NULL ELSE excepted_until_ms END,
    confirmed = CASE NEW.change WHEN 'confirmed' THEN 1 ELSE confirmed END,
    declaration_id = CASE WHEN NEW.change = 'confirmed' AND duty = 'contract' AND declaration_id IS NULL
      AND EXISTS (SELECT 1 FROM duty_origin g WHERE g.obligation_id = NEW.obligation_id AND g.starts_at = 'declaration')
      THEN (SELECT max(d.id) FROM declaration d WHERE d.incident_id = NEW.incident_id) ELSE declaration_id END,
    undeliverable_ms = CASE NEW.change WHEN 'not_deliverable' THEN NEW.at_ms WHEN 'reinstated' THEN NULL ELSE undeliverable_ms END,
    trigger_ms = CASE NEW.change WHEN 'recomputed' THEN NEW.at_ms ELSE trigger_ms END,
    deadline_ms = CASE NEW.change WHEN 'recomputed' THEN NEW.until_ms ELSE deadline_ms END
  WHERE id = NEW.obligation_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER notice_start_head AFTER INSERT ON notice_start BEGIN
  SELECT tocsin_act(1);
  INSERT INTO notice (id, version, incident_id, audience, phase, number, state, updated_ms, language, for_language, follows_id)
  VALUES (NEW.id, 1, NEW.incident_id, NEW.audience, NEW.phase, NEW.number, 'draft', NEW.instant_ms, NEW.language,
    NEW.for_language, NEW.follows_id);
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER notice_text_head AFTER INSERT ON notice_text BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM notice WHERE id = NEW.notice_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE notice SET version = version + 1, updated_ms = NEW.instant_ms,
    state = 'draft', text_id = NEW.id, approved_text_id = NULL
  WHERE id = NEW.notice_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER notice_decision_head AFTER INSERT ON notice_decision BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM notice WHERE id = NEW.notice_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE notice SET version = version + 1, updated_ms = NEW.instant_ms,
    state = NEW.to_state,
    approved_text_id = CASE NEW.step WHEN 'approve' THEN NEW.text_id WHEN 'return' THEN NULL ELSE approved_text_id END
  WHERE id = NEW.notice_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER postmortem_text_head AFTER INSERT ON postmortem_text BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE coalesce((SELECT version FROM postmortem WHERE incident_id = NEW.incident_id), 0) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  INSERT INTO postmortem (id, version, incident_id, state, text_id)
  SELECT NEW.id, 0, NEW.incident_id, 'draft', NEW.id
  WHERE NOT EXISTS (SELECT 1 FROM postmortem WHERE incident_id = NEW.incident_id);
  UPDATE postmortem SET version = version + 1, state = 'draft', text_id = NEW.id WHERE incident_id = NEW.incident_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER postmortem_decision_head AFTER INSERT ON postmortem_decision BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM postmortem WHERE incident_id = NEW.incident_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE postmortem SET version = version + 1, state = NEW.to_state,
    approved_text_id = CASE NEW.step WHEN 'approve' THEN NEW.text_id ELSE approved_text_id END
  WHERE incident_id = NEW.incident_id;
  SELECT tocsin_act(0);
END
;;
