-- The heads of the provider, of templates and of what is to be followed up or came back.
CREATE TRIGGER provider_version_first AFTER INSERT ON provider_version
WHEN NEW.subject_id IS NULL BEGIN
  SELECT RAISE(ABORT, 'there is a provider already') WHERE EXISTS (SELECT 1 FROM provider);
  SELECT tocsin_act(1);
  INSERT INTO provider (id, version, name, identifier, address, sector, country, representative, officer, contact_point)
  VALUES (NEW.id, 1, NEW.name, NEW.identifier, NEW.address, NEW.sector, NEW.country, NEW.representative, NEW.officer,
    NEW.contact_point);
  SELECT tocsin_act(0);
END
;;
CREATE TRIGGER provider_version_head AFTER INSERT ON provider_version
WHEN NEW.subject_id IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM provider WHERE id = NEW.subject_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE provider SET version = version + 1, name = NEW.name, identifier = NEW.identifier, address = NEW.address,
    sector = NEW.sector, country = NEW.country, representative = NEW.representative, officer = NEW.officer,
    contact_point = NEW.contact_point
  WHERE id = NEW.subject_id;
  SELECT tocsin_act(0);
END
;;
CREATE TRIGGER notice_template_version_first AFTER INSERT ON notice_template_version
WHEN NEW.subject_id IS NULL BEGIN
  SELECT tocsin_act(1);
  INSERT INTO notice_template (id, version, audience, phase, language, subject, body, newest_id)
  VALUES (NEW.id, 1, NEW.audience, NEW.phase, NEW.language, NEW.subject, NEW.body, NEW.id);
  SELECT tocsin_act(0);
END
;;
CREATE TRIGGER notice_template_version_head AFTER INSERT ON notice_template_version
WHEN NEW.subject_id IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM notice_template WHERE id = NEW.subject_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE notice_template SET version = version + 1, subject = NEW.subject, body = NEW.body, newest_id = NEW.id
  WHERE id = NEW.subject_id;
  SELECT tocsin_act(0);
END
;;
CREATE TRIGGER template_approval_head AFTER INSERT ON template_approval BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM notice_template WHERE id = NEW.template_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE notice_template SET version = version + 1, approved_id = NEW.version_id WHERE id = NEW.template_id;
  SELECT tocsin_act(0);
END
;;
CREATE TRIGGER matter_change_first AFTER INSERT ON matter_change
WHEN NEW.matter_id IS NULL BEGIN
  SELECT tocsin_act(1);
  INSERT INTO matter (id, version, incident_id, notice_id, kind, item, customer_id, who, at_ms, reference, words, owner_id,
    owner_name, due_ms, state, answer, since_ms)
  VALUES (NEW.id, 1, NEW.incident_id, NEW.notice_id, NEW.kind, NEW.item, NEW.customer_id, NEW.who, NEW.at_ms, NEW.reference,
    NEW.words, NEW.owner_id, NEW.owner_name, NEW.due_ms, NEW.state, NEW.answer, NEW.instant_ms);
  SELECT tocsin_act(0);
END
;;
CREATE TRIGGER matter_change_head AFTER INSERT ON matter_change
WHEN NEW.matter_id IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM matter WHERE id = NEW.matter_id) IS NOT NEW.seen_version;
  SELECT tocsin_act(1);
  UPDATE matter SET version = version + 1, who = NEW.who, at_ms = NEW.at_ms, reference = NEW.reference, words = NEW.words,
    owner_id = NEW.owner_id, owner_name = NEW.owner_name, due_ms = NEW.due_ms, answer = NEW.answer,
    since_ms = CASE WHEN state = NEW.state THEN since_ms ELSE NEW.instant_ms END, state = NEW.state
  WHERE id = NEW.matter_id;
  SELECT tocsin_act(0);
END
;;
