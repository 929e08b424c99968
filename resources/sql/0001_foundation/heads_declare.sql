-- The head after the two acts of a rescission (P6.5): see heads.sql.

CREATE TRIGGER rescission_request_head AFTER INSERT ON rescission_request BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM incident WHERE id = NEW.incident_id) IS NOT NEW.seen_version;
  SELECT RAISE(ABORT, 'this declaration does not stand') WHERE (SELECT declaration_id FROM incident WHERE id = NEW.incident_id) IS NOT NEW.declaration_id;
  SELECT RAISE(ABORT, 'its rescission is asked for already') WHERE (SELECT rescission_id FROM incident WHERE id = NEW.incident_id) IS NOT NULL;
  SELECT tocsin_act(1);
  UPDATE incident SET version = version + 1, updated_ms = NEW.instant_ms,
    rescission_id = NEW.id
  WHERE id = NEW.incident_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER rescission_decision_head AFTER INSERT ON rescission_decision BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM incident WHERE id = NEW.incident_id) IS NOT NEW.seen_version;
  SELECT RAISE(ABORT, 'this rescission is not asked for') WHERE (SELECT rescission_id FROM incident WHERE id = NEW.incident_id) IS NOT NEW.request_id;
  SELECT RAISE(ABORT, 'this declaration does not stand') WHERE (SELECT declaration_id FROM incident WHERE id = NEW.incident_id) IS NOT NEW.declaration_id;
  SELECT tocsin_act(1);
  UPDATE incident SET version = version + 1, updated_ms = NEW.instant_ms,
    rescission_id = NULL,
    declaration_id = CASE NEW.decision WHEN 'cosigned' THEN NULL ELSE declaration_id END,
    declared_ms = CASE NEW.decision WHEN 'cosigned' THEN NULL ELSE declared_ms END,
    outcome = CASE NEW.decision WHEN 'cosigned' THEN NEW.outcome ELSE outcome END,
    severity = CASE NEW.decision WHEN 'cosigned' THEN NEW.severity ELSE severity END,
    priority = CASE NEW.decision WHEN 'cosigned' THEN NEW.priority ELSE priority END,
    provisional = CASE NEW.decision WHEN 'cosigned' THEN NEW.provisional ELSE provisional END,
    overridden = CASE NEW.decision WHEN 'cosigned' THEN NEW.overridden ELSE overridden END,
    priority_overridden = CASE NEW.decision WHEN 'cosigned' THEN NEW.priority_overridden ELSE priority_overridden END
  WHERE id = NEW.incident_id;
  SELECT tocsin_act(0);
END
;;
