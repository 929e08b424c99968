-- The gates of delivery (P9.2, P9.7, P9.8): see gates.postgresql.sql. The order of claims is in heads_delivery.sql. Also what was
-- reached, by which gates.postgresql.sql knows whether a duty is fulfilled.

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
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM incident i WHERE i.id = NEW.incident_id AND i.exercise = 0)
    AND (EXISTS (SELECT 1 FROM obligation o WHERE o.id = NEW.obligation_id AND o.incident_id = NEW.incident_id
        AND o.met_ms IS NULL AND o.withdrawn_ms IS NULL)
      OR EXISTS (SELECT 1 FROM matter m WHERE m.id = NEW.matter_id AND m.incident_id = NEW.incident_id
        AND m.state = 'open')), 'there is nothing to tell of');
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM person p WHERE p.id = NEW.told_id AND p.active = 1
    AND p.email = NEW.address), 'people are told at their own address');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON alert_mail FOR EACH ROW EXECUTE FUNCTION tocsin_alert_mail_gate()
;;
-- P9.2: subscriptions that were reached, by a message or by hand, and no later return took it back.
CREATE FUNCTION tocsin_reached(which BIGINT) RETURNS TABLE (subscription_id BIGINT, at_ms BIGINT) LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT b.subscription_id, d.at_ms FROM notice n JOIN message m ON m.notice_id = n.id
    JOIN message_subscription b ON b.message_id = m.id JOIN delivery d ON d.message_id = m.id AND d.reached = 1
    WHERE n.incident_id = which AND n.audience = 'customers' AND NOT EXISTS (SELECT 1 FROM delivery r
      WHERE r.message_id = d.message_id AND r.reached = 0 AND r.id > d.id)
    UNION ALL SELECT h.subscription_id, h.at_ms FROM hand_delivery h WHERE h.incident_id = which AND h.reached = 1
      AND NOT EXISTS (SELECT 1 FROM hand_delivery r WHERE r.notice_id = h.notice_id
        AND r.subscription_id = h.subscription_id AND r.means = h.means AND r.reached = 0 AND r.id > h.id);
END
$$
;;
-- Of the affected subscriptions that a duty is about: all, and those of them that were reached with the first instant.
CREATE FUNCTION tocsin_duty_reach(o obligation) RETURNS TABLE (subscription_id BIGINT, since_ms BIGINT, first_ms BIGINT)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT x.subscription_id, x.since_ms, (SELECT min(r.at_ms) FROM tocsin_reached(o.incident_id) r
      WHERE r.subscription_id = x.subscription_id AND r.at_ms >= tocsin_counts_from(o))
    FROM incident_scope x WHERE x.incident_id = o.incident_id AND x.in_scope = 1
    AND CASE WHEN o.customer_id IS NOT NULL THEN x.customer_id = o.customer_id ELSE
      NOT EXISTS (SELECT 1 FROM obligation w WHERE w.incident_id = o.incident_id AND w.addressee = 'customer'
        AND w.customer_id = x.customer_id AND w.confirmed = 1 AND w.withdrawn_ms IS NOT NULL
        AND w.withdrawn_reason <> 'rescinded')
      OR EXISTS (SELECT 1 FROM obligation w WHERE w.incident_id = o.incident_id AND w.addressee = 'customer'
        AND w.customer_id = x.customer_id AND w.confirmed = 1 AND w.withdrawn_ms IS NULL) END;
END
$$
;;
CREATE FUNCTION tocsin_same_name(one TEXT, other TEXT) RETURNS BOOLEAN LANGUAGE sql IMMUTABLE AS $$
  SELECT lower(btrim(regexp_replace(one, '[[:space:]]+', ' ', 'g'))) = lower(btrim(regexp_replace(other, '[[:space:]]+', ' ', 'g')))
$$
;;
-- When a duty was fulfilled: the last whom it is about was reached. 0: somebody was not; null: it is about nobody.
CREATE FUNCTION tocsin_fulfilled_ms(o obligation) RETURNS BIGINT LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF o.addressee <> 'customer' THEN
    RETURN coalesce((SELECT min(d.at_ms) FROM notice n JOIN message m ON m.notice_id = n.id
      JOIN delivery d ON d.message_id = m.id AND d.reached = 1 WHERE n.incident_id = o.incident_id
        AND n.audience = o.addressee AND tocsin_same_name(m.recipient, o.addressee_name)
        AND d.at_ms >= tocsin_counts_from(o)
        AND NOT EXISTS (SELECT 1 FROM delivery r WHERE r.message_id = d.message_id AND r.reached = 0 AND r.id > d.id)), 0);
  END IF;
  -- What was put in scope after it was settled has a duty of its own and does not take this one back.
  RETURN (SELECT CASE WHEN bool_and(x.first_ms IS NOT NULL) THEN max(x.first_ms) ELSE 0 END FROM tocsin_duty_reach(o) x
    WHERE x.since_ms <= coalesce(o.met_ms, o.undeliverable_ms, x.since_ms) HAVING count(*) > 0);
END
$$
;;
-- P9.2: two different means failed for each affected subscription that was not reached, and there is one.
CREATE FUNCTION tocsin_is_undeliverable(o obligation) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN (SELECT min((SELECT count(*) FROM (SELECT d.means FROM notice n JOIN message m ON m.notice_id = n.id
      JOIN message_subscription b ON b.message_id = m.id JOIN delivery d ON d.message_id = m.id AND d.reached = 0
      WHERE n.incident_id = o.incident_id AND n.audience = 'customers' AND b.subscription_id = x.subscription_id
      UNION SELECT h.means FROM hand_delivery h WHERE h.incident_id = o.incident_id AND h.reached = 0
        AND h.subscription_id = x.subscription_id) AS failed)) >= 2
    FROM tocsin_duty_reach(o) x WHERE x.first_ms IS NULL HAVING count(*) > 0);
END
$$
;;
REVOKE EXECUTE ON FUNCTION tocsin_mail_lease_ms() FROM PUBLIC
;;
