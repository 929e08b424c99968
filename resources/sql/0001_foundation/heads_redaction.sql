-- Heads of redactions, and what holds them back (P12.2): see heads.sql. Two people in two roles; refused here on a file too.
CREATE TRIGGER legal_hold_order AFTER INSERT ON legal_hold BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT count(*) FROM legal_hold WHERE incident_id = NEW.incident_id) IS NOT NEW.seen_version + 1;
  SELECT RAISE(ABORT, 'it stands already, or none stands') WHERE coalesce((SELECT h.placed FROM legal_hold h
    WHERE h.incident_id = NEW.incident_id AND h.id <> NEW.id ORDER BY h.id DESC LIMIT 1), 0) = NEW.placed;
END
;;
CREATE TRIGGER redaction_request_head AFTER INSERT ON redaction_request BEGIN
  SELECT RAISE(ABORT, 'a legal hold stands') WHERE coalesce((SELECT h.placed FROM legal_hold h
    WHERE h.incident_id = NEW.incident_id ORDER BY h.id DESC LIMIT 1), 0) = 1;
  SELECT tocsin_act(1);
  INSERT INTO redaction (id, version, incident_id, number, state, asked_ms, since_ms, requester_id, legal_id, manager_id)
  VALUES (NEW.id, 1, NEW.incident_id, NEW.number, 'asked', NEW.instant_ms, NEW.instant_ms, NEW.person_id,
    CASE NEW.capacity WHEN 'legal' THEN NEW.person_id END, CASE NEW.capacity WHEN 'manager' THEN NEW.person_id END);
  SELECT tocsin_act(0);
END
;;
CREATE TRIGGER redaction_place_named AFTER INSERT ON redaction_place BEGIN
  SELECT RAISE(ABORT, 'what a redaction takes away is named with it') WHERE NOT EXISTS (SELECT 1 FROM redaction x
    WHERE x.id = NEW.redaction_id AND x.version = 1 AND x.requester_id = NEW.person_id AND x.incident_id = NEW.incident_id);
END
;;
CREATE TRIGGER redaction_decision_head AFTER INSERT ON redaction_decision BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM redaction WHERE id = NEW.redaction_id) IS NOT NEW.seen_version;
  SELECT RAISE(ABORT, 'this was decided already') WHERE NOT EXISTS (SELECT 1 FROM redaction x
    WHERE x.id = NEW.redaction_id AND x.state = 'asked' AND x.incident_id = NEW.incident_id);
  SELECT RAISE(ABORT, 'who asks for a redaction does not decide on it') WHERE NEW.decision <> 'taken_back'
    AND EXISTS (SELECT 1 FROM redaction x WHERE x.id = NEW.redaction_id
      AND x.requester_id = coalesce(NEW.attested_by, NEW.person_id));
  SELECT RAISE(ABORT, 'legal and the incident manager together: the other one decides') WHERE NEW.decision <> 'taken_back'
    AND EXISTS (SELECT 1 FROM redaction x WHERE x.id = NEW.redaction_id
      AND CASE NEW.capacity WHEN 'legal' THEN x.legal_id ELSE x.manager_id END IS NOT NULL);
  SELECT RAISE(ABORT, 'nobody else takes a request back') WHERE NEW.decision = 'taken_back'
    AND EXISTS (SELECT 1 FROM redaction x WHERE x.id = NEW.redaction_id
      AND x.requester_id <> coalesce(NEW.attested_by, NEW.person_id));
  SELECT RAISE(ABORT, 'a legal hold stands') WHERE NEW.decision = 'confirmed' AND coalesce((SELECT h.placed
    FROM legal_hold h WHERE h.incident_id = NEW.incident_id ORDER BY h.id DESC LIMIT 1), 0) = 1;
  SELECT tocsin_act(1);
  UPDATE redaction SET version = version + 1, since_ms = NEW.instant_ms,
    state = CASE NEW.decision WHEN 'confirmed' THEN 'done' ELSE NEW.decision END,
    legal_id = CASE WHEN NEW.decision = 'confirmed' AND NEW.capacity = 'legal'
      THEN coalesce(NEW.attested_by, NEW.person_id) ELSE legal_id END,
    manager_id = CASE WHEN NEW.decision = 'confirmed' AND NEW.capacity = 'manager'
      THEN coalesce(NEW.attested_by, NEW.person_id) ELSE manager_id END
  WHERE id = NEW.redaction_id;
  SELECT tocsin_act(0);
END
;;
CREATE TRIGGER redaction_trace_whole AFTER INSERT ON redaction_trace BEGIN
  SELECT RAISE(ABORT, 'a redaction needs both, legal and the incident manager') WHERE NOT EXISTS (SELECT 1 FROM redaction x
    WHERE x.id = NEW.redaction_id AND x.incident_id = NEW.incident_id AND x.state = 'done'
      AND x.legal_id IS NOT NULL AND x.manager_id IS NOT NULL AND x.legal_id <> x.manager_id);
END
;;
