ALTER TABLE `group` ADD `revision` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `group` ADD `changed_by` integer;