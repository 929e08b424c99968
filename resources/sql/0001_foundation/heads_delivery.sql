-- What the acts of tables_delivery.sql check; written like heads.sql.

CREATE TRIGGER mail_account_order AFTER INSERT ON mail_account_version BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT count(*) FROM mail_account_version) IS NOT NEW.seen_version + 1;
END
;;

CREATE TRIGGER send_order_order AFTER INSERT ON send_order BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT count(*) FROM send_order WHERE notice_id = NEW.notice_id) IS NOT NEW.seen_version + 1;
  SELECT RAISE(ABORT, 'an exercise sends no mail') WHERE EXISTS (SELECT 1 FROM incident i
    WHERE i.id = NEW.incident_id AND i.exercise = 1);
END
;;

-- DESIGN 12: an attempt is the claim on a message. Nobody claims what somebody else has claimed, what the server has or may
-- have, or what a person is to decide on first; nor what was not ordered to leave by mail, waits, or was called back.
CREATE TRIGGER send_attempt_claim AFTER INSERT ON send_attempt
WHEN NEW.means = 'smtp' BEGIN
  SELECT RAISE(ABORT, 'this message is being sent, was sent, or waits for a decision') WHERE EXISTS (SELECT 1
    FROM send_attempt a LEFT JOIN send_result r ON r.attempt_id = a.id LEFT JOIN attempt_decision d ON d.attempt_id = a.id
    WHERE a.message_id = NEW.message_id AND a.id <> NEW.id AND a.means = 'smtp'
      AND coalesce(r.result, 'open') NOT IN ('temporary', 'not_begun') AND coalesce(d.decision, 'open') <> 'again');
  SELECT RAISE(ABORT, 'this message was called back') WHERE EXISTS (SELECT 1 FROM message_end e
    WHERE e.message_id = NEW.message_id);
  SELECT RAISE(ABORT, 'sending it by mail was not ordered, or waits') WHERE coalesce((SELECT o.kind FROM send_order o
    JOIN message m ON m.notice_id = o.notice_id WHERE m.id = NEW.message_id ORDER BY o.id DESC LIMIT 1), 'pause') = 'pause';
END
;;

-- What came of an attempt is settled once: by its answer, or by who decided without one.
CREATE TRIGGER send_result_late AFTER INSERT ON send_result BEGIN
  SELECT RAISE(ABORT, 'somebody decided on this attempt') WHERE EXISTS (SELECT 1 FROM attempt_decision d
    WHERE d.attempt_id = NEW.attempt_id);
END
;;

CREATE TRIGGER attempt_decision_open AFTER INSERT ON attempt_decision BEGIN
  SELECT RAISE(ABORT, 'there is nothing to decide') WHERE EXISTS (SELECT 1 FROM send_result r
    WHERE r.attempt_id = NEW.attempt_id AND (r.result NOT IN ('unsure', 'refused', 'temporary')
      OR (r.result <> 'unsure' AND NEW.decision = 'arrived')));
  SELECT RAISE(ABORT, 'only what left by mail') WHERE EXISTS (SELECT 1 FROM send_attempt a
    WHERE a.id = NEW.attempt_id AND a.means <> 'smtp');
END
;;

-- What was claimed may be on its way: it is called back when that is known.
CREATE TRIGGER message_end_open AFTER INSERT ON message_end BEGIN
  SELECT RAISE(ABORT, 'this message is being sent, or may have been') WHERE EXISTS (SELECT 1 FROM send_attempt a
    LEFT JOIN send_result r ON r.attempt_id = a.id LEFT JOIN attempt_decision d ON d.attempt_id = a.id
    WHERE a.message_id = NEW.message_id AND a.means = 'smtp' AND coalesce(r.result, 'unsure') = 'unsure'
      AND d.id IS NULL);
  SELECT RAISE(ABORT, 'this message was sent') WHERE NEW.kind = 'cancelled' AND EXISTS (SELECT 1 FROM send_attempt a
    LEFT JOIN send_result r ON r.attempt_id = a.id LEFT JOIN attempt_decision d ON d.attempt_id = a.id
    WHERE a.message_id = NEW.message_id AND (r.result IN ('accepted', 'written') OR d.decision = 'arrived'));
END
;;
