-- Heads of services and tuning, and the barriers of exercises (P2.8), the same on both engines: see heads.sql.

CREATE TRIGGER service_version_first AFTER INSERT ON service_version
WHEN NEW.subject_id IS NULL BEGIN
  SELECT tocsin_act(1);
  INSERT INTO service (id, version, name, owner, on_call, model, active)
  VALUES (NEW.id, 1, NEW.name, NEW.owner, NEW.on_call, NEW.model, NEW.active);
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER service_version_head AFTER INSERT ON service_version
WHEN NEW.subject_id IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM service WHERE id = NEW.subject_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE service SET version = version + 1, name = NEW.name, owner = NEW.owner, on_call = NEW.on_call, model = NEW.model,
    active = NEW.active
  WHERE id = NEW.subject_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER service_impact_head AFTER INSERT ON service_impact BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE coalesce((SELECT version FROM incident_service
    WHERE incident_id = NEW.incident_id AND service_id = NEW.service_id), 0) <> NEW.seen_version;
  SELECT tocsin_act(1);
  INSERT INTO incident_service (id, version, incident_id, service_id, affected, model, layers, responsible)
  SELECT NEW.id, 0, NEW.incident_id, NEW.service_id, NEW.affected, NEW.model, NEW.layers, NEW.responsible
  WHERE NOT EXISTS (SELECT 1 FROM incident_service WHERE incident_id = NEW.incident_id AND service_id = NEW.service_id);
  UPDATE incident_service SET version = version + 1, affected = NEW.affected, model = NEW.model, layers = NEW.layers,
    responsible = NEW.responsible
  WHERE incident_id = NEW.incident_id AND service_id = NEW.service_id;
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER ending_tuning AFTER INSERT ON ending
WHEN NEW.kind = 'false_positive' AND NEW.tuning_action <> '' BEGIN
  SELECT tocsin_act(1);
  INSERT INTO tuning_action (id, version, incident_id, what, owner, due_ms, state, since_ms, remark)
  VALUES (NEW.id, 1, NEW.incident_id, NEW.tuning_action, NEW.tuning_owner, NEW.tuning_due_ms, 'open', NEW.instant_ms, '');
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER tuning_change_head AFTER INSERT ON tuning_change BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM tuning_action WHERE id = NEW.tuning_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE tuning_action SET version = version + 1, state = NEW.state, since_ms = NEW.instant_ms, remark = NEW.remark
  WHERE id = NEW.tuning_id;
  SELECT tocsin_act(0);
END
;;

-- P2.8: set at recording, whatever follows. A real incident never becomes an exercise.
CREATE TRIGGER exercise_lead_first AFTER INSERT ON exercise_lead BEGIN
  SELECT RAISE(ABORT, 'an exercise is one from the start') WHERE EXISTS (SELECT 1 FROM incident_record r
    WHERE r.id = NEW.incident_id AND (r.exercise = 1 OR r.person_id <> NEW.person_id
      OR abs(NEW.instant_ms - r.instant_ms) > 10000));
END
;;

CREATE TRIGGER exercise_lifting_head AFTER INSERT ON exercise_lifting BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM incident WHERE id = NEW.incident_id) IS NOT NEW.seen_version;
  SELECT RAISE(ABORT, 'there is no mark to lift') WHERE NOT EXISTS (SELECT 1 FROM exercise_lead l
    WHERE l.incident_id = NEW.incident_id);
  SELECT tocsin_act(1);
  UPDATE incident SET version = version + 1, updated_ms = NEW.instant_ms, exercise = 1
  WHERE id = NEW.incident_id;
  SELECT tocsin_act(0);
END
;;

-- The barriers. Nothing of an exercise is declared or leaves before everybody sees that it is one, and what leaves ends in
-- a folder; nothing real is taken for sent because it went into that folder.
CREATE TRIGGER declaration_barrier AFTER INSERT ON declaration BEGIN
  SELECT RAISE(ABORT, 'an exercise that was not announced') WHERE EXISTS (SELECT 1 FROM exercise_lead l
    JOIN incident i ON i.id = l.incident_id WHERE l.incident_id = NEW.incident_id AND i.exercise = 0);
END
;;

CREATE TRIGGER notice_decision_barrier AFTER INSERT ON notice_decision
WHEN NEW.step = 'queue' BEGIN
  SELECT RAISE(ABORT, 'an exercise that was not announced') WHERE EXISTS (SELECT 1 FROM exercise_lead l
    JOIN incident i ON i.id = l.incident_id WHERE l.incident_id = NEW.incident_id AND i.exercise = 0);
END
;;

CREATE TRIGGER send_attempt_barrier AFTER INSERT ON send_attempt BEGIN
  SELECT RAISE(ABORT, 'an exercise that was not announced') WHERE EXISTS (SELECT 1 FROM exercise_lead l
    JOIN incident i ON i.id = l.incident_id WHERE l.incident_id = NEW.incident_id AND i.exercise = 0);
  SELECT RAISE(ABORT, 'what an exercise sends ends in its folder') WHERE EXISTS (SELECT 1 FROM incident i
    WHERE i.id = NEW.incident_id AND i.exercise = 1 AND NEW.means <> 'exercise folder');
  SELECT RAISE(ABORT, 'the folder of exercises is for exercises') WHERE EXISTS (SELECT 1 FROM incident i
    WHERE i.id = NEW.incident_id AND i.exercise = 0 AND NEW.means = 'exercise folder');
END
;;

CREATE TRIGGER delivery_barrier AFTER INSERT ON delivery BEGIN
  SELECT RAISE(ABORT, 'what an exercise sends ends in its folder') WHERE EXISTS (SELECT 1 FROM incident i
    WHERE i.id = NEW.incident_id AND i.exercise = 1 AND NEW.means <> 'exercise folder');
  SELECT RAISE(ABORT, 'the folder of exercises is for exercises') WHERE EXISTS (SELECT 1 FROM incident i
    WHERE i.id = NEW.incident_id AND i.exercise = 0 AND NEW.means = 'exercise folder');
END
;;

CREATE TRIGGER hand_delivery_barrier AFTER INSERT ON hand_delivery BEGIN
  SELECT RAISE(ABORT, 'an exercise that was not announced') WHERE EXISTS (SELECT 1 FROM exercise_lead l
    JOIN incident i ON i.id = l.incident_id WHERE l.incident_id = NEW.incident_id AND i.exercise = 0);
  SELECT RAISE(ABORT, 'what an exercise sends ends in its folder') WHERE EXISTS (SELECT 1 FROM incident i
    WHERE i.id = NEW.incident_id AND i.exercise = 1 AND NEW.means <> 'exercise folder');
  SELECT RAISE(ABORT, 'the folder of exercises is for exercises') WHERE EXISTS (SELECT 1 FROM incident i
    WHERE i.id = NEW.incident_id AND i.exercise = 0 AND NEW.means = 'exercise folder');
END
;;
