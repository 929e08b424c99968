-- Runs have no head: what stands is the last answer to each fact. Whoever answers says which answer they saw.
CREATE TRIGGER classification_run_one AFTER INSERT ON classification_run BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE EXISTS (SELECT 1 FROM classification_run r WHERE r.incident_id = NEW.incident_id
    AND r.id <> NEW.id AND NOT EXISTS (SELECT 1 FROM run_finish f WHERE f.run_id = r.id));
END
;;
CREATE TRIGGER run_answer_seen AFTER INSERT ON run_answer BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE EXISTS (SELECT 1 FROM run_finish f WHERE f.run_id = NEW.run_id);
  SELECT RAISE(ABORT, 'conflict') WHERE coalesce((SELECT max(a.id) FROM run_answer a WHERE a.run_id = NEW.run_id
    AND a.fact = NEW.fact AND a.id <> NEW.id), 0) <> NEW.seen_answer;
END
;;
CREATE TRIGGER run_participant_open AFTER INSERT ON run_participant BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE EXISTS (SELECT 1 FROM run_finish f WHERE f.run_id = NEW.run_id);
END
;;
