-- What the acts of tables_working.sql check and change; written like heads.sql.

CREATE TRIGGER situation_text_order AFTER INSERT ON situation_text BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT count(*) FROM situation_text WHERE incident_id = NEW.incident_id) IS NOT NEW.seen_version + 1;
END
;;

CREATE TRIGGER task_change_first AFTER INSERT ON task_change
WHEN NEW.task_id IS NULL BEGIN
  SELECT tocsin_act(1);
  INSERT INTO incident_task (id, version, incident_id, what, owner_id, owner_name, due_ms, state, reason, since_ms)
  VALUES (NEW.id, 1, NEW.incident_id, NEW.what, NEW.owner_id, NEW.owner_name, NEW.due_ms, NEW.state, NEW.reason, NEW.instant_ms);
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER task_change_head AFTER INSERT ON task_change
WHEN NEW.task_id IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM incident_task WHERE id = NEW.task_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE incident_task SET version = version + 1, what = NEW.what, owner_id = NEW.owner_id, owner_name = NEW.owner_name,
    due_ms = NEW.due_ms, reason = NEW.reason,
    since_ms = CASE WHEN state = NEW.state THEN since_ms ELSE NEW.instant_ms END, state = NEW.state
  WHERE id = NEW.task_id;
  SELECT tocsin_act(0);
END
;;
