-- What was said to whom, and what that leaves to be said before an incident closes (P1.7, P6.5, P7.8, P9.5).

-- Everybody outside who was reached, by a message or by hand, and no later return took it back.
CREATE FUNCTION tocsin_told(which BIGINT) RETURNS TABLE (whom TEXT, subscription_id BIGINT, audience TEXT, phase TEXT,
  number BIGINT, text_id BIGINT, made_ms BIGINT, at_ms BIGINT) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT coalesce(b.subscription_id::text, n.audience || ' ' || lower(btrim(regexp_replace(m.recipient,
      '[[:space:]]+', ' ', 'g')))), b.subscription_id, n.audience, n.phase, n.number::bigint, m.text_id, m.instant_ms, d.at_ms
    FROM notice n JOIN message m ON m.notice_id = n.id LEFT JOIN message_subscription b ON b.message_id = m.id
    JOIN delivery d ON d.message_id = m.id AND d.reached = 1 WHERE n.incident_id = which AND n.audience <> 'internal'
      AND NOT EXISTS (SELECT 1 FROM delivery r WHERE r.message_id = d.message_id AND r.reached = 0 AND r.id > d.id)
    UNION ALL SELECT h.subscription_id::text, h.subscription_id, 'customers', n.phase, n.number::bigint, h.text_id,
      (SELECT max(q.instant_ms) FROM notice_decision q WHERE q.notice_id = n.id AND q.step = 'queue'), h.at_ms
    FROM notice n JOIN hand_delivery h ON h.notice_id = n.id AND h.reached = 1 WHERE n.incident_id = which
      AND NOT EXISTS (SELECT 1 FROM hand_delivery r WHERE r.notice_id = h.notice_id
        AND r.subscription_id = h.subscription_id AND r.means = h.means AND r.reached = 0 AND r.id > h.id);
END
$$
;;
-- P6.5: reached by what a rescission took back, and nothing since that says so; as owedCorrections() in the program.
CREATE FUNCTION tocsin_owes_rescinded(which BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN EXISTS (WITH told AS MATERIALIZED (SELECT * FROM tocsin_told(which)),
    taken AS (SELECT r.instant_ms AS ms FROM rescission_decision r WHERE r.incident_id = which AND r.decision = 'cosigned'),
    declared AS (SELECT d.instant_ms AS ms FROM declaration d WHERE d.incident_id = which)
    SELECT 1 FROM told t CROSS JOIN LATERAL (SELECT min(ms) AS next FROM taken WHERE ms >= t.made_ms) n
    CROSS JOIN LATERAL (SELECT max(ms) AS last FROM taken WHERE ms < t.made_ms) p
    WHERE n.next IS NOT NULL
      AND NOT (t.phase = 'correction' AND p.last IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM declared d WHERE d.ms > p.last AND d.ms <= t.made_ms))
      AND NOT EXISTS (SELECT 1 FROM told c WHERE c.whom = t.whom AND c.made_ms > n.next AND (c.phase = 'correction'
        OR EXISTS (SELECT 1 FROM declared d WHERE d.ms > n.next AND d.ms <= c.made_ms))));
END
$$
;;
-- P7.8: told, and not affected.
CREATE FUNCTION tocsin_owes_removed(which BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM (SELECT x.subscription_id, CASE WHEN x.in_scope = 0 THEN x.since_ms ELSE
      (SELECT CASE WHEN bool_and(coalesce(o.withdrawn_reason, '') IN ('out_of_scope', 'rescinded'))
        THEN max(o.withdrawn_ms) END FROM obligation o WHERE o.incident_id = which AND o.addressee = 'customer'
        AND o.customer_id = x.customer_id) END AS out_ms FROM incident_scope x WHERE x.incident_id = which) s
    JOIN (SELECT t.subscription_id, max(CASE WHEN t.phase = 'correction' THEN t.at_ms ELSE 0 END) AS corrected_ms
      FROM tocsin_told(which) t WHERE t.subscription_id IS NOT NULL GROUP BY 1
      HAVING bool_or(t.phase <> 'correction')) t ON t.subscription_id = s.subscription_id
    WHERE s.out_ms > 0 AND t.corrected_ms < s.out_ms - s.out_ms % 60000);
END
$$
;;
-- P9.5: said to be not known yet, to somebody who is still to be told, and never answered; as openNotKnownItems().
CREATE FUNCTION tocsin_owes_answers(which BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM (SELECT DISTINCT ON (t.audience, coalesce(t.subscription_id, 0), j.key) j.value, j.key, t.audience, t.phase
    FROM tocsin_told(which) t JOIN notice_text x ON x.id = t.text_id CROSS JOIN LATERAL json_each_text(x.content::json) j
    WHERE j.value IN ('given', 'not_known') AND (t.audience <> 'customers' OR EXISTS (SELECT 1 FROM incident_scope s
      WHERE s.incident_id = which AND s.subscription_id = t.subscription_id AND s.in_scope = 1
      AND (SELECT coalesce(bool_or(o.withdrawn_ms IS NULL), TRUE) FROM obligation o WHERE o.incident_id = which
        AND o.addressee = 'customer' AND o.customer_id = s.customer_id
        AND coalesce(o.withdrawn_reason, '') <> 'rescinded')))
    ORDER BY t.audience, coalesce(t.subscription_id, 0), j.key, t.number DESC, t.text_id DESC) last
    WHERE last.value = 'not_known' AND last.phase <> 'final'
    -- Or legal has said that it will not be known.
    AND (SELECT m.state FROM matter m JOIN notice n ON n.id = m.notice_id WHERE m.incident_id = which
      AND m.kind = 'follow_up' AND m.item = last.key AND n.audience = last.audience ORDER BY m.id DESC LIMIT 1)
      IS DISTINCT FROM 'final');
END
$$
;;
-- P9.2: subscriptions a notice is for that nobody could write to and nobody told by hand; as allToldByHand(). What a
-- correction is still owed by keeps the incident from being closed.
CREATE FUNCTION tocsin_leaves_untold(n notice) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN n.audience = 'customers' AND n.phase <> 'correction' AND EXISTS (SELECT 1 FROM incident_scope x
    JOIN customer c ON c.id = x.customer_id WHERE x.incident_id = n.incident_id AND x.in_scope = 1
    AND (n.for_language = 0 OR coalesce(nullif(c.language, ''), 'en') = n.language)
    -- What legal withdrew is not told, and what came into scope since legal approved has a notice of its own (P7.8).
    AND (SELECT coalesce(bool_or(o.withdrawn_ms IS NULL), TRUE) FROM obligation o WHERE o.incident_id = n.incident_id
      AND o.addressee = 'customer' AND o.customer_id = x.customer_id AND o.confirmed = 1
      AND coalesce(o.withdrawn_reason, '') <> 'rescinded')
    AND (x.since_ms <= (SELECT max(q.instant_ms) FROM notice_decision q WHERE q.notice_id = n.id AND q.step = 'approve')
      OR EXISTS (SELECT 1 FROM notice_recipient r WHERE r.text_id = n.approved_text_id
        AND r.subscription_id = x.subscription_id))
    AND NOT EXISTS (SELECT 1 FROM notice_recipient r LEFT JOIN contact k ON k.id = r.contact_id
      WHERE r.text_id = n.approved_text_id AND r.subscription_id = x.subscription_id AND coalesce(k.active, 1) = 1
        AND coalesce(k.email, r.address) <> '')
    AND NOT EXISTS (SELECT 1 FROM message m JOIN message_subscription b ON b.message_id = m.id
      WHERE m.notice_id = n.id AND b.subscription_id = x.subscription_id)
    AND NOT EXISTS (SELECT 1 FROM hand_delivery h WHERE h.notice_id = n.id AND h.subscription_id = x.subscription_id
      AND h.reached = 1 AND NOT EXISTS (SELECT 1 FROM hand_delivery l WHERE l.notice_id = h.notice_id
        AND l.subscription_id = h.subscription_id AND l.means = h.means AND l.reached = 0 AND l.id > h.id))
    AND NOT EXISTS (SELECT 1 FROM obligation o WHERE o.incident_id = n.incident_id AND o.addressee = 'customer'
      AND o.customer_id = x.customer_id AND o.undeliverable_ms IS NOT NULL));
END
$$
;;
-- P9.4: what a notice must say, as resources/rules/content.json has it.
CREATE FUNCTION tocsin_required_content(audience TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE audience
    WHEN 'customers' THEN ARRAY['nature', 'people', 'records', 'contact', 'consequences', 'measures', 'customer_actions']
    WHEN 'authority' THEN ARRAY['nature', 'people', 'records', 'contact', 'consequences', 'measures']
    WHEN 'data_subjects' THEN ARRAY['nature', 'contact', 'consequences', 'measures']
    ELSE ARRAY['nature', 'wording', 'contact'] END
$$
;;
CREATE FUNCTION tocsin_says_all(audience TEXT, content TEXT) RETURNS BOOLEAN LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN NOT EXISTS (SELECT 1 FROM unnest(tocsin_required_content(audience)) AS code
    WHERE coalesce(content::json ->> code, 'missing') NOT IN ('given', 'not_known'));
END
$$
;;
REVOKE EXECUTE ON FUNCTION tocsin_told(BIGINT), tocsin_owes_rescinded(BIGINT), tocsin_owes_removed(BIGINT),
  tocsin_owes_answers(BIGINT), tocsin_leaves_untold(notice) FROM PUBLIC
;;
