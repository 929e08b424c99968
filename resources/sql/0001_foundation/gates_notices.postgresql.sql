-- The gates of notices, their messages and deliveries (P8.4, P9): see gates.postgresql.sql.
CREATE FUNCTION tocsin_notice_start_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_must(i.ended_ms IS NULL AND i.closed_ms IS NULL, 'this incident has ended');
  PERFORM tocsin_must(NEW.audience IN ('customers', 'authority', 'data_subjects', 'internal'), 'there is no such audience');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON notice_start FOR EACH ROW EXECUTE FUNCTION tocsin_notice_start_gate()
;;
CREATE FUNCTION tocsin_notice_text_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  n notice;
BEGIN
  SELECT * INTO n FROM notice WHERE id = NEW.notice_id FOR UPDATE;
  PERFORM tocsin_must(n.incident_id = NEW.incident_id, 'this notice is of another incident');
  PERFORM tocsin_same_version(n.version, NEW.seen_version);
  PERFORM tocsin_must(n.state IN ('draft', 'legal_review', 'approved'), 'what was sent is not revised');
  PERFORM tocsin_must(json_typeof(NEW.content::json) = 'object', 'what a text says is an object of marks');
  PERFORM tocsin_must(NEW.sha256 = tocsin_sha256(octet_length(NEW.subject) || E'\n' || NEW.subject || E'\n'
    || octet_length(NEW.body) || E'\n' || NEW.body || E'\n' || NEW.content), 'the hash is not the one of the text');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON notice_text FOR EACH ROW EXECUTE FUNCTION tocsin_notice_text_gate()
;;
CREATE FUNCTION tocsin_notice_after(state TEXT, step TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE state || ' ' || step
    WHEN 'draft submit' THEN 'legal_review' WHEN 'legal_review return' THEN 'draft' WHEN 'legal_review approve' THEN 'approved'
    WHEN 'approved return' THEN 'draft'
    WHEN 'approved queue' THEN 'queued' WHEN 'failed queue' THEN 'queued'
    WHEN 'queued mark_sent' THEN 'sent' WHEN 'failed mark_sent' THEN 'sent' WHEN 'sent mark_delivered' THEN 'delivered'
    WHEN 'queued mark_failed' THEN 'failed' WHEN 'sent mark_failed' THEN 'failed' WHEN 'delivered mark_failed' THEN 'failed'
  END
$$
;;
-- P9.6: a duty that legal recorded beside the declaration, to those the notice is for.
CREATE FUNCTION tocsin_duty_recorded(n notice) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM obligation o WHERE o.incident_id = n.incident_id AND o.duty <> 'commitment'
    AND o.confirmed = 1 AND o.withdrawn_ms IS NULL
    AND o.addressee = CASE n.audience WHEN 'customers' THEN 'customer' ELSE n.audience END);
END
$$
;;
-- The same to one of them alone: it frees nobody else. One that names no customer is to all of them.
CREATE FUNCTION tocsin_duty_recorded(n notice, customer BIGINT, recipient TEXT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM obligation o WHERE o.incident_id = n.incident_id AND o.duty <> 'commitment'
    AND o.confirmed = 1 AND o.withdrawn_ms IS NULL
    AND CASE n.audience WHEN 'customers' THEN o.addressee = 'customer'
        AND (o.customer_id IS NULL OR o.customer_id = customer)
      ELSE o.addressee = n.audience AND tocsin_same_name(o.addressee_name, recipient) END);
END
$$
;;
-- P9.6: what the declaration alone starts waits for it; a duty that legal recorded does not, nor the correction that
-- is owed after a rescission (P6.5).
CREATE FUNCTION tocsin_is_founded(n notice) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN n.audience = 'internal'
    OR (SELECT i.declaration_id FROM incident i WHERE i.id = n.incident_id) IS NOT NULL
    OR (n.phase = 'correction' AND tocsin_rescinded_ms(n.incident_id) IS NOT NULL);
END
$$
;;
-- To one addressee of it. Internal ones are told whatever was recorded.
CREATE FUNCTION tocsin_may_leave(n notice, customer BIGINT, recipient TEXT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN tocsin_is_founded(n) OR tocsin_duty_recorded(n, customer, recipient);
END
$$
;;
-- P9.7: draft, legal review, approved, queued, sent, delivered or failed.
CREATE FUNCTION tocsin_notice_decision_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  n notice;
  t notice_text;
BEGIN
  SELECT * INTO n FROM notice WHERE id = NEW.notice_id FOR UPDATE;
  PERFORM tocsin_must(n.incident_id = NEW.incident_id, 'this notice is of another incident');
  PERFORM tocsin_same_version(n.version, NEW.seen_version);
  PERFORM tocsin_must(tocsin_notice_after(n.state, NEW.step) = NEW.to_state,
    'this step does not follow on a notice that is: ' || n.state);
  SELECT * INTO t FROM notice_text WHERE id = n.text_id;
  PERFORM tocsin_must(NEW.text_id = t.id AND NEW.text_sha256 = t.sha256, 'the text is not the current one');
  IF NEW.step IN ('approve', 'return') AND NEW.attested_by IS NOT NULL THEN
    PERFORM tocsin_attested(NEW.attested_by, NEW.attested_words, (tocsin_right('approve_notice')).roles);
    PERFORM tocsin_attested_when(NEW.attested_ms, NEW.attested_how, NEW.instant_ms);
  END IF;
  IF NEW.step = 'approve' THEN
    PERFORM tocsin_must(n.audience = 'internal' OR coalesce(NEW.attested_by, NEW.person_id) <> t.person_id,
      'the author of a version cannot approve it');
    PERFORM tocsin_must(tocsin_says_all(n.audience, t.content), 'required content is missing');
    PERFORM tocsin_must(t.content::json ->> 'delay_reasons' = 'given' OR NOT EXISTS (SELECT 1 FROM obligation o
      WHERE o.incident_id = n.incident_id AND o.confirmed = 1 AND o.met_ms IS NULL AND o.withdrawn_ms IS NULL
        AND o.addressee = CASE n.audience WHEN 'customers' THEN 'customer' ELSE n.audience END
        AND o.undeliverable_ms IS NULL AND o.deadline_ms < NEW.instant_ms), 'a late notice says why it is late');
  ELSIF NEW.step = 'return' THEN
    PERFORM tocsin_must(NOT tocsin_blank(NEW.remark), 'say what has to change');
  ELSIF NEW.step = 'queue' THEN
    PERFORM tocsin_must(n.approved_text_id = n.text_id, 'the text differs from the one that legal approved');
    PERFORM tocsin_must(tocsin_is_founded(n) OR tocsin_duty_recorded(n), 'a notice cannot leave before the incident is declared');
    PERFORM tocsin_must(NOT tocsin_waits_for_legal(n), 'a rescission is asked for: sending is held');
  ELSIF NEW.step = 'mark_sent' THEN
    PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM message m WHERE m.text_id = n.text_id
      AND NOT EXISTS (SELECT 1 FROM message_end e WHERE e.message_id = m.id)
      AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.message_id = m.id)
      AND NOT EXISTS (SELECT 1 FROM send_attempt a LEFT JOIN send_result r ON r.attempt_id = a.id
        LEFT JOIN attempt_decision d ON d.attempt_id = a.id WHERE a.message_id = m.id
        AND (r.result IN ('written', 'accepted') OR d.decision = 'arrived'))), 'not every message has left');
  ELSIF NEW.step = 'mark_delivered' THEN
    PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM message m WHERE m.notice_id = n.id
      AND NOT EXISTS (SELECT 1 FROM message_end e WHERE e.message_id = m.id) AND (SELECT d.reached FROM delivery d
      WHERE d.message_id = m.id ORDER BY d.id DESC LIMIT 1) IS DISTINCT FROM 1), 'not every recipient was reached');
    PERFORM tocsin_must(NOT tocsin_leaves_untold(n), 'not everybody without a message was told by hand');
  END IF;
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON notice_decision FOR EACH ROW EXECUTE FUNCTION tocsin_notice_decision_gate()
;;
CREATE FUNCTION tocsin_message_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  n notice;
BEGIN
  SELECT * INTO n FROM notice WHERE id = NEW.notice_id FOR UPDATE;
  PERFORM tocsin_must(n.incident_id = NEW.incident_id, 'this notice is of another incident');
  PERFORM tocsin_must(n.state = 'queued', 'messages are made of a notice that is queued');
  PERFORM tocsin_must(NEW.text_id = n.approved_text_id AND n.text_id = n.approved_text_id,
    'the text is not the one that legal approved');
  PERFORM tocsin_must(n.audience <> 'customers' OR NEW.customer_id IS NOT NULL, 'a customer notice goes to a customer');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON message FOR EACH ROW EXECUTE FUNCTION tocsin_message_gate()
;;
-- P9.3: a customer sees its own part alone.
CREATE FUNCTION tocsin_message_subscription_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM message m JOIN subscription s ON s.customer_id = m.customer_id
    WHERE m.id = NEW.message_id AND m.incident_id = NEW.incident_id AND s.id = NEW.subscription_id),
    'a message names subscriptions of its customer alone');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON message_subscription
FOR EACH ROW EXECUTE FUNCTION tocsin_message_subscription_gate()
;;
-- P8.4: an exception in force holds what goes to its own addressee; one without a customer holds all customers.
CREATE FUNCTION tocsin_is_held(n notice, customer BIGINT, recipient TEXT, now_ms BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql
STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM obligation o WHERE o.incident_id = n.incident_id AND o.confirmed = 1 AND o.met_ms IS NULL
    AND o.withdrawn_ms IS NULL AND o.excepted_until_ms > now_ms
    AND CASE n.audience WHEN 'customers' THEN o.addressee = 'customer'
        AND (o.customer_id IS NULL OR o.customer_id = customer)
      ELSE o.addressee = n.audience AND tocsin_same_name(o.addressee_name, recipient) END);
END
$$
;;
CREATE FUNCTION tocsin_send_attempt_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  m message;
  n notice;
BEGIN
  SELECT * INTO m FROM message WHERE id = NEW.message_id;
  SELECT * INTO n FROM notice WHERE id = m.notice_id FOR UPDATE;
  PERFORM tocsin_must(m.incident_id = NEW.incident_id, 'this message is of another incident');
  PERFORM tocsin_must(n.state IN ('queued', 'sent'), 'only a queued notice is sent');
  PERFORM tocsin_must(m.text_id = n.approved_text_id, 'the text is not the one that legal approved');
  PERFORM tocsin_must(tocsin_may_leave(n, m.customer_id, m.recipient),
    'a notice cannot leave before the incident is declared');
  PERFORM tocsin_must(NOT tocsin_is_held(n, m.customer_id, m.recipient, NEW.instant_ms),
    'an exception is in force: the messages are held');
  PERFORM tocsin_must(NOT tocsin_waits_for_legal(n), 'a rescission is asked for: sending is held');
  PERFORM tocsin_must(NOT tocsin_is_taken_back(n, m.instant_ms, m.customer_id, m.recipient),
    'the declaration it was made under was rescinded');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON send_attempt FOR EACH ROW EXECUTE FUNCTION tocsin_send_attempt_gate()
;;
CREATE FUNCTION tocsin_delivery_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  m message;
BEGIN
  SELECT * INTO m FROM message WHERE id = NEW.message_id;
  PERFORM tocsin_must(m.incident_id = NEW.incident_id, 'this message is of another incident');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.means) AND NOT tocsin_blank(NEW.proof), 'give the means and the proof');
  PERFORM tocsin_must(NEW.at_ms <= NEW.instant_ms + 2000, 'say when, not in the future');
  PERFORM tocsin_must(NEW.at_ms >= m.instant_ms - m.instant_ms % 60000, 'it cannot have arrived before it was made');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON delivery FOR EACH ROW EXECUTE FUNCTION tocsin_delivery_gate()
;;
-- P9.2: told by telephone, post or portal, with proof, once the manager has sent the notice.
CREATE FUNCTION tocsin_hand_delivery_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  n notice;
  sent_ms BIGINT;
  customer BIGINT := (SELECT s.customer_id FROM subscription s WHERE s.id = NEW.subscription_id);
BEGIN
  SELECT * INTO n FROM notice WHERE id = NEW.notice_id FOR UPDATE;
  sent_ms := (SELECT max(d.instant_ms) FROM notice_decision d WHERE d.notice_id = n.id AND d.step = 'queue');
  PERFORM tocsin_must(n.incident_id = NEW.incident_id, 'this notice is of another incident');
  PERFORM tocsin_must(n.audience = 'customers', 'only customers are told by subscription');
  PERFORM tocsin_must(n.state IN ('queued', 'sent', 'delivered', 'failed') AND NEW.text_id = n.approved_text_id
    AND sent_ms IS NOT NULL, 'nobody is told before the incident manager has sent the notice');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.proof), 'give the means and the proof');
  PERFORM tocsin_must(NEW.at_ms <= NEW.instant_ms + 2000, 'say when, not in the future');
  PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM message m JOIN message_subscription b ON b.message_id = m.id
    WHERE m.notice_id = n.id AND b.subscription_id = NEW.subscription_id), 'a message was made for this subscription');
  PERFORM tocsin_must(NOT tocsin_is_held(n, customer, '', NEW.instant_ms),
    'an exception is in force: this customer is not told until it ends');
  PERFORM tocsin_must(NEW.at_ms < coalesce((SELECT q.instant_ms FROM rescission_request q JOIN incident i
    ON i.rescission_id = q.id WHERE i.id = n.incident_id), NEW.at_ms + 1), 'a rescission is asked for: nobody is told');
  PERFORM tocsin_must(coalesce(NEW.at_ms <= tocsin_rescinded_ms(n.incident_id), false)
    OR NOT tocsin_is_taken_back(n, sent_ms, customer, ''), 'the declaration it was sent under was rescinded');
  PERFORM tocsin_must(coalesce(NEW.at_ms <= tocsin_rescinded_ms(n.incident_id), false)
    OR tocsin_may_leave(n, customer, ''), 'nobody is told before the incident is declared');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON hand_delivery FOR EACH ROW EXECUTE FUNCTION tocsin_hand_delivery_gate()
;;
