CREATE VIRTUAL TABLE `memory_fts` USING fts5(`title`, `text`, `place`, content='memory', content_rowid='id', tokenize="unicode61 remove_diacritics 2");
--> statement-breakpoint
CREATE TRIGGER `memory_fts_insert` AFTER INSERT ON `memory` BEGIN
  INSERT INTO `memory_fts` (rowid, `title`, `text`, `place`) VALUES (new.`id`, new.`title`, new.`text`, new.`place`);
END;
--> statement-breakpoint
CREATE TRIGGER `memory_fts_delete` AFTER DELETE ON `memory` BEGIN
  INSERT INTO `memory_fts` (`memory_fts`, rowid, `title`, `text`, `place`) VALUES ('delete', old.`id`, old.`title`, old.`text`, old.`place`);
END;
--> statement-breakpoint
CREATE TRIGGER `memory_fts_update` AFTER UPDATE OF `title`, `text`, `place` ON `memory` BEGIN
  INSERT INTO `memory_fts` (`memory_fts`, rowid, `title`, `text`, `place`) VALUES ('delete', old.`id`, old.`title`, old.`text`, old.`place`);
  INSERT INTO `memory_fts` (rowid, `title`, `text`, `place`) VALUES (new.`id`, new.`title`, new.`text`, new.`place`);
END;
