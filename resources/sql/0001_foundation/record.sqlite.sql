-- The chain (DESIGN 3): one entry for each content row, over its digest and the entry before.
CREATE TRIGGER audit_content_chain AFTER INSERT ON audit_content BEGIN
  INSERT INTO audit (seq, instant_ms, table_name, row_id, digest, prev_hash, hash)
  VALUES (NEW.seq,
    tocsin_link(NEW.seq, NEW.table_name, NEW.row_id, NEW.salt, NEW.person_id, NEW.role, NEW.op, NEW.before_json, NEW.after_json,
      coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), '')),
    NEW.table_name, NEW.row_id, tocsin_linked(NEW.seq, 'digest'), tocsin_linked(NEW.seq, 'previous'), tocsin_linked(NEW.seq, 'hash'));
END
;;
-- Search (DESIGN 11): folded text, no copy of it kept; entries are never deleted.
CREATE VIRTUAL TABLE entry_search USING fts5(text, content = '', tokenize = 'unicode61 remove_diacritics 2')
;;
CREATE VIRTUAL TABLE incident_search USING fts5(text, content = '', tokenize = 'unicode61 remove_diacritics 2')
;;
CREATE TRIGGER timeline_entry_search AFTER INSERT ON timeline_entry
WHEN NEW.kind NOT IN ('stage', 'assessment', 'classification', 'declaration', 'notice', 'closing') BEGIN
  INSERT INTO entry_search (rowid, text) VALUES (NEW.id, tocsin_fold(NEW.text || ' ' || NEW.tags));
END
;;
CREATE TRIGGER incident_record_search AFTER INSERT ON incident_record BEGIN
  INSERT INTO incident_search (rowid, text)
  VALUES (NEW.id, tocsin_fold('inc-' || printf('%04d', NEW.number) || ' ' || NEW.title || ' ' || NEW.description || ' ' || NEW.reported_by));
END
;;
