-- Heads of data sets, and what legal decides on personal data (P5.6).
CREATE TRIGGER data_set_version_first AFTER INSERT ON data_set_version
WHEN NEW.subject_id IS NULL BEGIN
  SELECT tocsin_act(1);
  INSERT INTO data_set (id, version, incident_id, name, kinds, people, people_known, people_count, records_known,
    records_count, proposed_part, affected, reason)
  VALUES (NEW.id, 1, NEW.incident_id, NEW.name, NEW.kinds, NEW.people, NEW.people_known, NEW.people_count,
    NEW.records_known, NEW.records_count, NEW.proposed_part, NEW.affected, NEW.reason);
  SELECT tocsin_act(0);
END
;;
CREATE TRIGGER data_set_version_head AFTER INSERT ON data_set_version
WHEN NEW.subject_id IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM data_set WHERE id = NEW.subject_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE data_set SET version = version + 1, name = NEW.name, kinds = NEW.kinds, people = NEW.people,
    people_known = NEW.people_known, people_count = NEW.people_count, records_known = NEW.records_known,
    records_count = NEW.records_count, proposed_part = NEW.proposed_part, affected = NEW.affected, reason = NEW.reason
  WHERE id = NEW.subject_id;
  SELECT tocsin_act(0);
END
;;
CREATE TRIGGER part_decision_head AFTER INSERT ON part_decision BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM data_set WHERE id = NEW.data_set_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE data_set SET version = version + 1, part = NEW.part WHERE id = NEW.data_set_id;
  SELECT tocsin_act(0);
END
;;
CREATE TRIGGER breach_decision_head AFTER INSERT ON breach_decision BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM incident WHERE id = NEW.incident_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE incident SET version = version + 1, updated_ms = NEW.instant_ms, personal_data = NEW.personal_data
  WHERE id = NEW.incident_id;
  SELECT tocsin_act(0);
END
;;
