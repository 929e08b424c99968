-- Heads of exceptions (P8): see heads.sql. Two people, neither the requester; refused here on a file too.
CREATE TRIGGER exception_request_head AFTER INSERT ON exception_request BEGIN
  SELECT tocsin_act(1);
  INSERT INTO deadline_exception (id, version, incident_id, number, kind, state, asked_ms, since_ms, review_ms, requester_id)
  VALUES (NEW.id, 1, NEW.incident_id, NEW.number, NEW.kind, 'asked', NEW.instant_ms, NEW.instant_ms, NEW.review_ms,
    NEW.person_id);
  SELECT tocsin_act(0);
END
;;
CREATE TRIGGER exception_duty_named AFTER INSERT ON exception_duty BEGIN
  SELECT RAISE(ABORT, 'a statutory duty has no exception') WHERE EXISTS (SELECT 1 FROM obligation o
    WHERE o.id = NEW.obligation_id AND o.duty = 'statute');
  SELECT RAISE(ABORT, 'this obligation is of another incident') WHERE NOT EXISTS (SELECT 1 FROM obligation o
    JOIN exception_request r ON r.id = NEW.exception_id
    WHERE o.id = NEW.obligation_id AND o.incident_id = NEW.incident_id AND r.incident_id = NEW.incident_id);
  SELECT RAISE(ABORT, 'the duties of a request are named with it') WHERE EXISTS (SELECT 1 FROM deadline_exception x
    WHERE x.id = NEW.exception_id AND (x.version > 1 OR x.requester_id <> NEW.person_id));
END
;;
CREATE TRIGGER exception_vote_head AFTER INSERT ON exception_vote BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM deadline_exception WHERE id = NEW.exception_id) IS NOT NEW.seen_version;
  SELECT RAISE(ABORT, 'this cannot be decided so now') WHERE NOT EXISTS (SELECT 1 FROM deadline_exception x
    WHERE x.id = NEW.exception_id AND CASE NEW.decision WHEN 'revoked' THEN x.state = 'in_force'
      WHEN 'lapsed' THEN x.state = 'in_force' AND x.review_ms <= NEW.instant_ms ELSE x.state = 'asked' END);
  SELECT RAISE(ABORT, 'who asks for an exception does not decide on it') WHERE NEW.decision IN ('approved', 'refused', 'revoked')
    AND NEW.decision <> 'revoked' AND EXISTS (SELECT 1 FROM deadline_exception x
    WHERE x.id = NEW.exception_id AND x.requester_id = coalesce(NEW.attested_by, NEW.person_id));
  SELECT RAISE(ABORT, 'legal and the executive are two people') WHERE NEW.decision = 'approved' AND EXISTS (
    SELECT 1 FROM deadline_exception x WHERE x.id = NEW.exception_id
      AND (coalesce(x.legal_id, 0) = coalesce(NEW.attested_by, NEW.person_id)
        OR coalesce(x.executive_id, 0) = coalesce(NEW.attested_by, NEW.person_id)
        OR CASE NEW.capacity WHEN 'legal' THEN x.legal_id WHEN 'executive' THEN x.executive_id ELSE 0 END IS NOT NULL));
  SELECT RAISE(ABORT, 'the review lies ahead, at most 24 hours') WHERE NEW.decision = 'approved' AND EXISTS (
    SELECT 1 FROM deadline_exception x WHERE x.id = NEW.exception_id AND x.kind = 'exception'
      AND (x.review_ms <= NEW.instant_ms OR x.review_ms > NEW.instant_ms + 86402000));
  SELECT tocsin_act(1);
  UPDATE deadline_exception SET version = version + 1, since_ms = NEW.instant_ms,
    state = CASE NEW.decision WHEN 'approved' THEN CASE
        WHEN CASE NEW.capacity WHEN 'legal' THEN executive_id ELSE legal_id END IS NULL THEN 'asked'
        WHEN kind = 'withdrawal' THEN 'carried_out' ELSE 'in_force' END
      ELSE NEW.decision END,
    in_force_ms = CASE WHEN NEW.decision = 'approved'
      AND CASE NEW.capacity WHEN 'legal' THEN executive_id ELSE legal_id END IS NOT NULL THEN NEW.instant_ms
      ELSE in_force_ms END,
    legal_id = CASE WHEN NEW.decision = 'approved' AND NEW.capacity = 'legal'
      THEN coalesce(NEW.attested_by, NEW.person_id) ELSE legal_id END,
    executive_id = CASE WHEN NEW.decision = 'approved' AND NEW.capacity = 'executive'
      THEN coalesce(NEW.attested_by, NEW.person_id) ELSE executive_id END
  WHERE id = NEW.exception_id;
  UPDATE deadline_exception SET version = version + 1, since_ms = NEW.instant_ms, state = 'renewed'
  WHERE state = 'in_force' AND id = (SELECT r.renews_id FROM exception_request r JOIN deadline_exception x ON x.id = r.id
    WHERE r.id = NEW.exception_id AND NEW.decision = 'approved' AND x.state = 'in_force');
  SELECT tocsin_act(0);
END
;;
CREATE TRIGGER delay_ground_law AFTER INSERT ON delay_ground BEGIN
  SELECT RAISE(ABORT, 'this is for the duties of a law') WHERE NOT EXISTS (SELECT 1 FROM obligation o
    WHERE o.id = NEW.obligation_id AND o.incident_id = NEW.incident_id AND o.duty = 'statute');
END
;;
