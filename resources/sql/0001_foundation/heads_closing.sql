-- What the acts of tables_closing.sql check and change; written like heads.sql.

CREATE TRIGGER postmortem_comment_end_open AFTER INSERT ON postmortem_comment_end BEGIN
  SELECT RAISE(ABORT, 'this is another comment') WHERE NOT EXISTS (SELECT 1 FROM postmortem_comment c
    WHERE c.id = NEW.comment_id AND c.incident_id = NEW.incident_id);
END
;;
CREATE TRIGGER postmortem_answer_asked AFTER INSERT ON postmortem_answer BEGIN
  SELECT RAISE(ABORT, 'this was asked of somebody else') WHERE NOT EXISTS (SELECT 1 FROM postmortem_question q
    WHERE q.id = NEW.question_id AND q.incident_id = NEW.incident_id AND q.asked_id = NEW.person_id);
END
;;
CREATE TRIGGER measure_change_first AFTER INSERT ON measure_change
WHEN NEW.measure_id IS NULL BEGIN
  SELECT tocsin_act(1);
  INSERT INTO measure (id, version, incident_id, kind, what, owner_id, owner_name, due_ms, state, reason, since_ms)
  VALUES (NEW.id, 1, NEW.incident_id, NEW.kind, NEW.what, NEW.owner_id, NEW.owner_name, NEW.due_ms, NEW.state, NEW.reason, NEW.instant_ms);
  SELECT tocsin_act(0);
END
;;
CREATE TRIGGER measure_change_head AFTER INSERT ON measure_change
WHEN NEW.measure_id IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM measure WHERE id = NEW.measure_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE measure SET version = version + 1, kind = NEW.kind, what = NEW.what, owner_id = NEW.owner_id,
    owner_name = NEW.owner_name, due_ms = NEW.due_ms, reason = NEW.reason,
    since_ms = CASE WHEN state = NEW.state THEN since_ms ELSE NEW.instant_ms END, state = NEW.state
  WHERE id = NEW.measure_id;
  SELECT tocsin_act(0);
END
;;
CREATE TRIGGER postmortem_summary_text_head AFTER INSERT ON postmortem_summary_text BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE coalesce((SELECT version FROM postmortem_summary WHERE incident_id = NEW.incident_id), 0) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  INSERT INTO postmortem_summary (id, version, incident_id, state, summary_id)
  SELECT NEW.id, 0, NEW.incident_id, 'draft', NEW.id
  WHERE NOT EXISTS (SELECT 1 FROM postmortem_summary WHERE incident_id = NEW.incident_id);
  UPDATE postmortem_summary SET version = version + 1, state = 'draft', summary_id = NEW.id WHERE incident_id = NEW.incident_id;
  SELECT tocsin_act(0);
END
;;
CREATE TRIGGER postmortem_summary_decision_head AFTER INSERT ON postmortem_summary_decision BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM postmortem_summary WHERE incident_id = NEW.incident_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE postmortem_summary SET version = version + 1, state = NEW.to_state WHERE incident_id = NEW.incident_id;
  SELECT tocsin_act(0);
END
;;
