-- Heads of data transfers (P10): see heads.sql. What may not be is refused here on a file too, whatever program writes.
CREATE TRIGGER transfer_request_barrier AFTER INSERT ON transfer_request BEGIN
  SELECT RAISE(ABORT, 'an exercise that was not announced') WHERE EXISTS (SELECT 1 FROM exercise_lead l
    JOIN incident i ON i.id = l.incident_id WHERE l.incident_id = NEW.incident_id AND i.exercise = 0);
END
;;
CREATE TRIGGER transfer_request_head AFTER INSERT ON transfer_request BEGIN
  SELECT tocsin_act(1);
  INSERT INTO transfer (id, version, incident_id, number, kind, title, state, asked_ms, since_ms, requester_id,
    asked_back, moves, open_moves)
  VALUES (NEW.id, 1, NEW.incident_id, NEW.number, NEW.kind, NEW.title,
    CASE NEW.kind WHEN 'breach' THEN 'breach' ELSE 'asked' END, NEW.instant_ms, NEW.instant_ms, NEW.requester_id,
    0, 0, 0);
  SELECT tocsin_act(0);
END
;;
CREATE TRIGGER transfer_answer_head AFTER INSERT ON transfer_answer BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM transfer WHERE id = NEW.transfer_id) IS NOT NEW.seen_version;
  SELECT RAISE(ABORT, 'this transfer waits for no answer') WHERE NOT EXISTS (SELECT 1 FROM transfer t
    WHERE t.id = NEW.transfer_id AND CASE NEW.verdict WHEN 'noted' THEN t.state = 'breach'
      ELSE t.state IN ('asked', 'blocked', 'answered') END);
  SELECT RAISE(ABORT, 'who asks for a transfer and who answers the checklist are two people') WHERE EXISTS (
    SELECT 1 FROM transfer t WHERE t.id = NEW.transfer_id AND t.requester_id = coalesce(NEW.attested_by, NEW.person_id));
  SELECT tocsin_act(1);
  UPDATE transfer SET version = version + 1, since_ms = NEW.instant_ms, legal_id = coalesce(NEW.attested_by, NEW.person_id),
    state = CASE NEW.verdict WHEN 'go' THEN 'answered' WHEN 'stop' THEN 'blocked' ELSE 'noted' END
  WHERE id = NEW.transfer_id;
  SELECT tocsin_act(0);
END
;;
CREATE TRIGGER transfer_decision_head AFTER INSERT ON transfer_decision BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM transfer WHERE id = NEW.transfer_id) IS NOT NEW.seen_version;
  SELECT RAISE(ABORT, 'this cannot be decided so now') WHERE NOT EXISTS (SELECT 1 FROM transfer t
    WHERE t.id = NEW.transfer_id AND CASE NEW.decision WHEN 'approved' THEN t.state = 'answered'
      WHEN 'revoked' THEN t.state = 'approved' ELSE t.state IN ('asked', 'blocked', 'answered') END);
  SELECT RAISE(ABORT, 'requester, legal reviewer and approving manager are three people') WHERE EXISTS (
    SELECT 1 FROM transfer t WHERE t.id = NEW.transfer_id AND NEW.decision = 'approved'
      AND NEW.person_id IN (t.requester_id, t.legal_id));
  SELECT RAISE(ABORT, 'an approval has words and an end') WHERE NEW.decision = 'approved'
    AND (trim(NEW.words) = '' OR NEW.valid_until_ms IS NULL OR NEW.valid_until_ms <= NEW.instant_ms);
  SELECT tocsin_act(1);
  UPDATE transfer SET version = version + 1, since_ms = NEW.instant_ms, state = NEW.decision,
    manager_id = CASE NEW.decision WHEN 'withdrawn' THEN manager_id ELSE NEW.person_id END,
    approved_ms = CASE NEW.decision WHEN 'approved' THEN NEW.instant_ms ELSE approved_ms END,
    valid_until_ms = CASE NEW.decision WHEN 'approved' THEN NEW.valid_until_ms ELSE valid_until_ms END
  WHERE id = NEW.transfer_id;
  SELECT tocsin_act(0);
END
;;
-- No version: a question and its answer change nothing that anybody decided on.
CREATE TRIGGER transfer_remark_head AFTER INSERT ON transfer_remark BEGIN
  SELECT tocsin_act(1);
  UPDATE transfer SET asked_back = CASE NEW.kind WHEN 'question' THEN 1 ELSE 0 END WHERE id = NEW.transfer_id;
  SELECT tocsin_act(0);
END
;;
-- P10.1: nothing is recorded without an approval in force; what left without one is recorded as a breach of procedure.
CREATE TRIGGER transfer_move_head AFTER INSERT ON transfer_move BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM transfer WHERE id = NEW.transfer_id) IS NOT NEW.seen_version;
  SELECT RAISE(ABORT, 'there is no approval in force for this transfer') WHERE NOT EXISTS (SELECT 1 FROM transfer t
    WHERE t.id = NEW.transfer_id AND (t.kind = 'breach' OR (t.state = 'approved' AND t.valid_until_ms > NEW.instant_ms)));
  SELECT RAISE(ABORT, 'this approval was for one transfer, which is recorded') WHERE EXISTS (SELECT 1 FROM transfer t
    WHERE t.id = NEW.transfer_id AND t.kind = 'single' AND t.moves > 0);
  SELECT RAISE(ABORT, 'it did not leave under this approval') WHERE EXISTS (SELECT 1 FROM transfer t
    WHERE t.id = NEW.transfer_id AND t.kind <> 'breach'
      AND (NEW.at_ms < t.approved_ms - 60000 OR NEW.at_ms > t.valid_until_ms));
  SELECT tocsin_act(1);
  UPDATE transfer SET version = version + 1, moves = moves + 1, open_moves = open_moves + 1 WHERE id = NEW.transfer_id;
  SELECT tocsin_act(0);
END
;;
CREATE TRIGGER transfer_item_whole AFTER INSERT ON transfer_item BEGIN
  SELECT RAISE(ABORT, 'a SHA-256 is 64 hexadecimal digits') WHERE ltrim(NEW.sha256, '0123456789abcdef') <> '';
  SELECT RAISE(ABORT, 'the list of this move is whole') WHERE NEW.n < 1 OR NOT EXISTS (SELECT 1 FROM transfer_move m
    WHERE m.id = NEW.move_id AND m.incident_id = NEW.incident_id AND NEW.n <= m.item_count);
END
;;
CREATE TRIGGER transfer_end_head AFTER INSERT ON transfer_end BEGIN
  SELECT RAISE(ABORT, 'conflict') WHERE (SELECT version FROM transfer WHERE id = NEW.transfer_id) IS NOT NEW.seen_version;
  SELECT RAISE(ABORT, 'this did not leave under this transfer') WHERE NOT EXISTS (SELECT 1 FROM transfer_move m
    WHERE m.id = NEW.move_id AND m.transfer_id = NEW.transfer_id);
  SELECT RAISE(ABORT, 'it was returned or destroyed already') WHERE EXISTS (SELECT 1 FROM transfer_end e
    WHERE e.move_id = NEW.move_id AND e.id <> NEW.id AND e.outcome <> 'kept');
  SELECT tocsin_act(1);
  UPDATE transfer SET version = version + 1, open_moves = open_moves - CASE WHEN EXISTS (SELECT 1 FROM transfer_end e
    WHERE e.move_id = NEW.move_id AND e.id <> NEW.id) THEN 0 ELSE 1 END
  WHERE id = NEW.transfer_id;
  SELECT tocsin_act(0);
END
;;
-- P10.1: a file from production is kept only as an item of a recorded transfer.
CREATE TRIGGER attachment_transfer AFTER INSERT ON attachment
WHEN NEW.from_production <> 'no' BEGIN
  SELECT RAISE(ABORT, 'a file from production is an item of a recorded transfer') WHERE NEW.from_production <> 'yes'
    OR NOT EXISTS (SELECT 1 FROM transfer_move m JOIN transfer_item i ON i.move_id = m.id
      WHERE m.transfer_id = NEW.transfer_id AND m.incident_id = NEW.incident_id AND i.sha256 = NEW.sha256);
END
;;
