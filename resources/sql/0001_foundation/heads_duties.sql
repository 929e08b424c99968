-- Awareness and facts have no head: the last act rules, and two who saw the same one before are a conflict.
CREATE TRIGGER awareness_head AFTER INSERT ON awareness BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT count(*) FROM awareness WHERE incident_id = NEW.incident_id AND id <> NEW.id) <> NEW.seen_version;
END
;;

CREATE TRIGGER duty_facts_head AFTER INSERT ON duty_facts BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT count(*) FROM duty_facts WHERE incident_id = NEW.incident_id AND id <> NEW.id) <> NEW.seen_version;
END
;;

CREATE TRIGGER customer_term_version_first AFTER INSERT ON customer_term_version
WHEN NEW.subject_id IS NULL BEGIN
  SELECT tocsin_act(1);
  INSERT INTO customer_term (id, version, customer_id, starts_at, period_value, period_unit, addressee, channel, language, source, exceptable, active)
  VALUES (NEW.id, 1, NEW.customer_id, NEW.starts_at, NEW.period_value, NEW.period_unit, NEW.addressee, NEW.channel, NEW.language, NEW.source, NEW.exceptable, NEW.active);
  SELECT tocsin_act(0);
END
;;

CREATE TRIGGER customer_term_version_head AFTER INSERT ON customer_term_version
WHEN NEW.subject_id IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM customer_term WHERE id = NEW.subject_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE customer_term SET version = version + 1, customer_id = NEW.customer_id, starts_at = NEW.starts_at, period_value = NEW.period_value, period_unit = NEW.period_unit, addressee = NEW.addressee, channel = NEW.channel, language = NEW.language, source = NEW.source, exceptable = NEW.exceptable, active = NEW.active
  WHERE id = NEW.subject_id;
  SELECT tocsin_act(0);
END
;;
