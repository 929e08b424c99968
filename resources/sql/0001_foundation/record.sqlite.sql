-- The chain (DESIGN 3): one entry for each content row, over its digest and the entry before.
CREATE TRIGGER audit_content_chain AFTER INSERT ON audit_content BEGIN
  SELECT RAISE(ABORT, 'rows stay: the record writes itself')
  WHERE NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit);
  INSERT INTO audit (seq, instant_ms, table_name, row_id, digest, prev_hash, hash)
  VALUES (NEW.seq,
    tocsin_link(NEW.seq, NEW.table_name, NEW.row_id, NEW.salt, NEW.person_id, NEW.role, NEW.op, NEW.before_json, NEW.after_json,
      coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), '')),
    NEW.table_name, NEW.row_id, tocsin_linked(NEW.seq, 'digest'), tocsin_linked(NEW.seq, 'previous'), tocsin_linked(NEW.seq, 'hash'));
END
;;
-- Search (DESIGN 11): folded text, no copy of it kept; entries are never deleted. What the program writes by itself stays out;
-- CASE, because NOT IN builds a table of the list with each entry.
CREATE VIRTUAL TABLE entry_search USING fts5(text, content = '', tokenize = 'unicode61 remove_diacritics 2')
;;
CREATE VIRTUAL TABLE incident_search USING fts5(text, content = '', tokenize = 'unicode61 remove_diacritics 2')
;;
CREATE TRIGGER timeline_entry_search AFTER INSERT ON timeline_entry
WHEN CASE NEW.kind WHEN 'stage' THEN 0 WHEN 'assessment' THEN 0 WHEN 'classification' THEN 0 WHEN 'declaration' THEN 0
  WHEN 'notice' THEN 0 WHEN 'closing' THEN 0 ELSE 1 END BEGIN
  INSERT INTO entry_search (rowid, text) VALUES (NEW.id, tocsin_fold(NEW.text || ' ' || NEW.tags));
END
;;
CREATE TRIGGER incident_record_search AFTER INSERT ON incident_record BEGIN
  INSERT INTO incident_search (rowid, text)
  VALUES (NEW.id, tocsin_fold('inc-' || printf('%04d', NEW.number) || ' ' || NEW.title || ' ' || NEW.description || ' ' || NEW.reported_by));
END
;;
-- What was redacted is found no more (P12.2). An index without a copy of its text is told what it has to forget.
CREATE TRIGGER timeline_entry_forget AFTER UPDATE OF text, tags ON timeline_entry
WHEN CASE NEW.kind WHEN 'stage' THEN 0 WHEN 'assessment' THEN 0 WHEN 'classification' THEN 0 WHEN 'declaration' THEN 0
  WHEN 'notice' THEN 0 WHEN 'closing' THEN 0 ELSE 1 END BEGIN
  INSERT INTO entry_search (entry_search, rowid, text) VALUES ('delete', OLD.id, tocsin_fold(OLD.text || ' ' || OLD.tags));
  INSERT INTO entry_search (rowid, text) VALUES (NEW.id, tocsin_fold(NEW.text || ' ' || NEW.tags));
END
;;
CREATE TRIGGER incident_record_forget AFTER UPDATE OF title, description, reported_by ON incident_record BEGIN
  INSERT INTO incident_search (incident_search, rowid, text)
  VALUES ('delete', OLD.id, tocsin_fold('inc-' || printf('%04d', OLD.number) || ' ' || OLD.title || ' ' || OLD.description || ' ' || OLD.reported_by));
  INSERT INTO incident_search (rowid, text)
  VALUES (NEW.id, tocsin_fold('inc-' || printf('%04d', NEW.number) || ' ' || NEW.title || ' ' || NEW.description || ' ' || NEW.reported_by));
END
;;
-- A redaction that both have confirmed is carried out at once: a trace for each value it names. The longest goes first: a draft
-- that says one which contains another would keep its rest.
CREATE TRIGGER redaction_carry AFTER UPDATE OF state ON redaction WHEN NEW.state = 'done' AND OLD.state = 'asked' BEGIN
  INSERT INTO redaction_trace (incident_id, redaction_id, table_name, row_id, column_name, sha256, size, left_sha256)
  SELECT p.incident_id, p.redaction_id, p.table_name, p.row_id, p.column_name, p.sha256, p.size, tocsin_sha256('')
  FROM redaction_place p WHERE p.redaction_id = NEW.id ORDER BY p.size DESC, p.id;
  INSERT INTO remnant (id, incident_id, since_ms) VALUES (NEW.id, NEW.incident_id, NEW.since_ms);
END
;;
-- What the entries about a row say goes too; their old digests stay in the chain, the new ones in the traces.
CREATE TRIGGER redaction_trace_content AFTER INSERT ON redaction_trace
WHEN NEW.table_name NOT IN ('audit_content', 'bulk_act') BEGIN
  INSERT INTO redaction_trace (incident_id, redaction_id, table_name, row_id, column_name, sha256, size, left_sha256)
  SELECT NEW.incident_id, NEW.redaction_id, 'audit_content', c.seq, 'content',
    tocsin_digest(c.salt, c.person_id, c.role, c.op, c.before_json, c.after_json),
    length(CAST(coalesce(c.before_json, '') || c.after_json AS BLOB)),
    tocsin_digest(c.salt, c.person_id, c.role, c.op, tocsin_without(c.before_json, NEW.column_name, NEW.sha256),
      tocsin_without(c.after_json, NEW.column_name, NEW.sha256))
  FROM audit_content c WHERE c.incident_id = NEW.incident_id AND c.table_name = NEW.table_name AND c.row_id = NEW.row_id
    AND (tocsin_without(c.after_json, NEW.column_name, NEW.sha256) IS NOT c.after_json
      OR tocsin_without(c.before_json, NEW.column_name, NEW.sha256) IS NOT c.before_json);
  UPDATE audit_content SET before_json = tocsin_without(before_json, NEW.column_name, NEW.sha256),
    after_json = tocsin_without(after_json, NEW.column_name, NEW.sha256)
  WHERE incident_id = NEW.incident_id AND table_name = NEW.table_name AND row_id = NEW.row_id
    AND (tocsin_without(after_json, NEW.column_name, NEW.sha256) IS NOT after_json
      OR tocsin_without(before_json, NEW.column_name, NEW.sha256) IS NOT before_json);
END
;;
