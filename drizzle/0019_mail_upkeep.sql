ALTER TABLE `job` ADD `again_at` integer;--> statement-breakpoint
ALTER TABLE `health_line` ADD `told_red` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `mail_sent` ON `mail` (`sent_at`);--> statement-breakpoint
CREATE INDEX `mail_waiting` ON `mail` (`failed_at`) WHERE sent_at IS NULL;