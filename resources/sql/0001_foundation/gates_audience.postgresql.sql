-- The gates of templates, scope by import, addressees and answers (P9): see gates.postgresql.sql.
CREATE FUNCTION tocsin_template_approval_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  t notice_template;
BEGIN
  SELECT * INTO t FROM notice_template WHERE id = NEW.template_id FOR UPDATE;
  PERFORM tocsin_same_version(t.version, NEW.seen_version);
  PERFORM tocsin_must(NEW.version_id = t.newest_id, 'the newest version of a template is approved, no other');
  PERFORM tocsin_must(t.approved_id IS DISTINCT FROM t.newest_id, 'it is approved already');
  IF NEW.attested_by IS NOT NULL THEN
    PERFORM tocsin_attested(NEW.attested_by, NEW.attested_words, (tocsin_right('approve_notice')).roles);
    PERFORM tocsin_attested_when(NEW.attested_ms, NEW.attested_how, NEW.instant_ms);
  END IF;
  PERFORM tocsin_must(coalesce(NEW.attested_by, NEW.person_id) <> (SELECT v.person_id FROM notice_template_version v
    WHERE v.id = NEW.version_id), 'the author of a template cannot approve it');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON template_approval FOR EACH ROW EXECUTE FUNCTION tocsin_template_approval_gate()
;;
CREATE FUNCTION tocsin_template_version_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NEW.audience IN ('customers', 'authority', 'data_subjects', 'internal'), 'there is no such audience');
  PERFORM tocsin_must(NEW.phase IN ('first', 'further', 'final', 'correction'), 'there is no such phase');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.subject) AND NOT tocsin_blank(NEW.body), 'a template has a subject and a text');
  PERFORM tocsin_must(NEW.subject_id IS NULL OR EXISTS (SELECT 1 FROM notice_template t WHERE t.id = NEW.subject_id
    AND t.audience = NEW.audience AND t.phase = NEW.phase AND t.language = NEW.language),
    'a template keeps its audience, phase and language');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON notice_template_version
FOR EACH ROW EXECUTE FUNCTION tocsin_template_version_gate()
;;
CREATE FUNCTION tocsin_scope_import_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NEW.matched >= 0 AND NEW.not_matched >= 0 AND NEW.matched + NEW.not_matched = NEW.row_count,
    'each row was matched or not');
  PERFORM tocsin_must(NEW.kind = 'search' OR NEW.attachment_id IS NOT NULL, 'what was imported is kept');
  PERFORM tocsin_must(NEW.kind = 'search' OR NEW.source_sha256 = (SELECT a.sha256 FROM attachment a
    WHERE a.id = NEW.attachment_id), 'the hash is not the one of the file');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON scope_import FOR EACH ROW EXECUTE FUNCTION tocsin_scope_import_gate()
;;
-- P9.7: what legal approved stays as it is; who is told is a part of that.
CREATE FUNCTION tocsin_addressee_change_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  n notice;
BEGIN
  SELECT * INTO n FROM notice WHERE id = NEW.notice_id FOR UPDATE;
  PERFORM tocsin_must(n.incident_id = NEW.incident_id, 'this notice is of another incident');
  PERFORM tocsin_must(n.state IN ('draft', 'legal_review'), 'who gets an approved notice is not changed: make a new version');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.name) AND NOT tocsin_blank(NEW.address), 'name the addressee and the address');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'say why');
  PERFORM tocsin_must(NEW.kind = CASE n.audience WHEN 'customers' THEN 'contact' WHEN 'authority' THEN 'authority'
    WHEN 'internal' THEN 'internal' WHEN 'data_subjects' THEN CASE WHEN NEW.kind = 'public' THEN 'public' ELSE 'person' END
    END, 'this notice is for others');
  PERFORM tocsin_must(n.audience <> 'customers' OR NEW.customer_id IS NOT NULL, 'a customer notice goes to a customer');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON addressee_change FOR EACH ROW EXECUTE FUNCTION tocsin_addressee_change_gate()
;;
-- P9.3: while it is drafted alone, so that legal approves what it has seen.
CREATE FUNCTION tocsin_name_meant_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  n notice;
BEGIN
  SELECT * INTO n FROM notice WHERE id = NEW.notice_id FOR UPDATE;
  PERFORM tocsin_must(n.incident_id = NEW.incident_id, 'this notice is of another incident');
  PERFORM tocsin_must(n.state = 'draft', 'a name is marked as meant in a draft alone');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.words) AND position(NEW.words IN NEW.line) > 0, 'name the place');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'say why');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON name_meant FOR EACH ROW EXECUTE FUNCTION tocsin_name_meant_gate()
;;
CREATE FUNCTION tocsin_notice_recipient_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  n notice;
  d notice_decision;
BEGIN
  SELECT * INTO n FROM notice WHERE id = NEW.notice_id;
  SELECT * INTO d FROM notice_decision x WHERE x.notice_id = n.id ORDER BY x.id DESC LIMIT 1;
  PERFORM tocsin_must(n.incident_id = NEW.incident_id AND n.state = 'approved' AND n.approved_text_id = NEW.text_id
    AND d.step = 'approve' AND d.text_id = NEW.text_id AND d.person_id = NEW.person_id
    AND (d.attested_by IS NOT NULL) = (NEW.attested = 1) AND d.instant_ms >= NEW.instant_ms - 120000,
    'who gets a notice is written down as legal approves it');
  PERFORM tocsin_must(NEW.subscription_id IS NULL OR EXISTS (SELECT 1 FROM subscription s WHERE s.id = NEW.subscription_id
    AND s.customer_id = NEW.customer_id), 'this subscription is not the customer''s');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON notice_recipient FOR EACH ROW EXECUTE FUNCTION tocsin_notice_recipient_gate()
;;
-- P9.5, P9.9: seven days unless legal says otherwise; what is due has an owner.
CREATE FUNCTION tocsin_matter_change_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  m matter;
BEGIN
  PERFORM tocsin_must(NOT tocsin_blank(NEW.words), 'say what it is about');
  PERFORM tocsin_must(NEW.at_ms <= NEW.instant_ms + 2000, 'say when, not in the future');
  PERFORM tocsin_must(NEW.state <> 'open' OR (NEW.due_ms > 0 AND NOT tocsin_blank(NEW.owner_name)),
    'what is open has an owner and an instant it is due at');
  PERFORM tocsin_must(NEW.state NOT IN ('answered', 'final') OR NOT tocsin_blank(NEW.answer), 'say what the answer is');
  IF NEW.matter_id IS NULL THEN
    PERFORM tocsin_must(NEW.state = CASE WHEN NEW.kind IN ('follow_up', 'question') THEN 'open' ELSE 'noted' END,
      'this is not how it begins');
    PERFORM tocsin_must(NEW.kind <> 'follow_up' OR NEW.due_ms <= NEW.instant_ms + 604800000,
      'what is not known yet follows within seven days');
    RETURN NEW;
  END IF;
  SELECT * INTO m FROM matter WHERE id = NEW.matter_id FOR UPDATE;
  PERFORM tocsin_must(m.incident_id = NEW.incident_id AND m.kind = NEW.kind AND m.item = NEW.item
    AND m.notice_id = NEW.notice_id, 'it stays what it is');
  PERFORM tocsin_same_version(m.version, NEW.seen_version);
  PERFORM tocsin_must(m.state = 'open', 'this is settled');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON matter_change FOR EACH ROW EXECUTE FUNCTION tocsin_matter_change_gate()
;;
