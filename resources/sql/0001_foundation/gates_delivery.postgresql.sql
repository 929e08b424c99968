-- The gates of delivery (P9.2, P9.7, P9.8): see gates.postgresql.sql. The order of claims is in heads_delivery.sql.

-- How long a claim holds before it counts as unsure: three times what the server may stay silent.
CREATE FUNCTION tocsin_mail_lease_ms() RETURNS BIGINT LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT 3000 * v.timeout_s FROM mail_account_version v ORDER BY v.id DESC LIMIT 1), 0);
END
$$
;;
CREATE FUNCTION tocsin_mail_account_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NEW.host ~ '^[A-Za-z0-9.:-]+$', 'give the name of the mail server');
  PERFORM tocsin_must(NEW.port BETWEEN 1 AND 65535, 'a port is a number from 1 to 65535');
  PERFORM tocsin_must(NEW.sender_address ~ '^[^[:cntrl:][:space:]<>@]+@[^[:cntrl:][:space:]<>@]+$',
    'give the address that notices come from');
  PERFORM tocsin_must((NEW.sender_name || NEW.login) !~ '[[:cntrl:]]', 'no line breaks in names');
  PERFORM tocsin_must(NEW.per_minute >= 0 AND NEW.timeout_s BETWEEN 2 AND 600, 'the wait is from 2 to 600 seconds');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON mail_account_version FOR EACH ROW EXECUTE FUNCTION tocsin_mail_account_gate()
;;
-- P9.7: of the approved text, filled, when the manager queues it and never later.
CREATE FUNCTION tocsin_message_text_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM message m JOIN notice n ON n.id = m.notice_id WHERE m.id = NEW.message_id
    AND m.incident_id = NEW.incident_id AND m.text_id = n.approved_text_id AND n.state = 'queued'),
    'what a message says is fixed when it is queued');
  PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM send_attempt a WHERE a.message_id = NEW.message_id),
    'what was sent is not written again');
  PERFORM tocsin_must(NEW.sha256 = tocsin_sha256(octet_length(NEW.subject) || E'\n' || NEW.subject || E'\n'
    || octet_length(NEW.body) || E'\n' || NEW.body), 'the hash is not the one of the text');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON message_text FOR EACH ROW EXECUTE FUNCTION tocsin_message_text_gate()
;;
CREATE FUNCTION tocsin_send_order_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  n notice;
BEGIN
  SELECT * INTO n FROM notice WHERE id = NEW.notice_id FOR UPDATE;
  PERFORM tocsin_must(n.incident_id = NEW.incident_id, 'this notice is of another incident');
  PERFORM tocsin_must(n.state IN ('queued', 'sent', 'failed'), 'only what was queued leaves, waits or goes on');
  PERFORM tocsin_must(NEW.kind <> 'mail' OR n.state = 'queued', 'only a queued notice is sent');
  PERFORM tocsin_must(NEW.kind = 'mail' OR EXISTS (SELECT 1 FROM send_order o WHERE o.notice_id = n.id),
    'it was never ordered to leave by mail');
  PERFORM tocsin_must(NOT tocsin_waits_for_legal(n) OR NEW.kind = 'pause', 'a rescission is asked for: sending is held');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON send_order FOR EACH ROW EXECUTE FUNCTION tocsin_send_order_gate()
;;
CREATE FUNCTION tocsin_message_end_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  m message;
BEGIN
  SELECT * INTO m FROM message WHERE id = NEW.message_id FOR UPDATE;
  PERFORM tocsin_must(m.incident_id = NEW.incident_id, 'this message is of another incident');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'say why');
  PERFORM tocsin_must((NEW.kind = 'replaced') = (NEW.replacement_id IS NOT NULL), 'name what takes its place');
  PERFORM tocsin_must(NEW.replacement_id IS NULL OR EXISTS (SELECT 1 FROM message r WHERE r.id = NEW.replacement_id
    AND r.id <> m.id AND (r.notice_id, r.text_id) = (m.notice_id, m.text_id)
    AND r.customer_id IS NOT DISTINCT FROM m.customer_id AND r.recipient = m.recipient),
    'what takes its place says the same to the same recipient');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON message_end FOR EACH ROW EXECUTE FUNCTION tocsin_message_end_gate()
;;
-- P13.1: the manager decides; on what has no answer yet only once its claim has lapsed.
CREATE FUNCTION tocsin_attempt_decision_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  a send_attempt;
BEGIN
  SELECT * INTO a FROM send_attempt WHERE id = NEW.attempt_id FOR UPDATE;
  PERFORM tocsin_must(a.incident_id = NEW.incident_id, 'this attempt is of another incident');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'say how you know');
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM send_result r WHERE r.attempt_id = a.id)
    OR NEW.instant_ms >= a.instant_ms + tocsin_mail_lease_ms(), 'it is still on its way');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON attempt_decision FOR EACH ROW EXECUTE FUNCTION tocsin_attempt_decision_gate()
;;
CREATE FUNCTION tocsin_send_result_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  a send_attempt;
BEGIN
  SELECT * INTO a FROM send_attempt WHERE id = NEW.attempt_id FOR UPDATE;
  PERFORM tocsin_must(a.incident_id = NEW.incident_id, 'this attempt is of another incident');
  PERFORM tocsin_must(NEW.result IN ('written', 'accepted', 'temporary', 'refused', 'unsure', 'not_begun'),
    'there is no such result');
  PERFORM tocsin_must((NEW.result = 'written') = (a.means <> 'smtp'), 'only files are written');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON send_result FOR EACH ROW EXECUTE FUNCTION tocsin_send_result_gate()
;;
-- P7.5: nobody is told of what is settled, of a deadline that is none, or at another address than theirs.
CREATE FUNCTION tocsin_alert_mail_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM obligation o JOIN incident i ON i.id = o.incident_id
    WHERE o.id = NEW.obligation_id AND o.incident_id = NEW.incident_id AND i.exercise = 0 AND o.met_ms IS NULL
      AND o.withdrawn_ms IS NULL), 'there is nothing to tell of');
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM person p WHERE p.id = NEW.told_id AND p.active = 1
    AND p.email = NEW.address), 'people are told at their own address');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON alert_mail FOR EACH ROW EXECUTE FUNCTION tocsin_alert_mail_gate()
;;
REVOKE EXECUTE ON FUNCTION tocsin_mail_lease_ms() FROM PUBLIC
;;
