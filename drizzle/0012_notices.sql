CREATE TABLE `known_place` (
	`account_id` integer NOT NULL,
	`place` text NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `place`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `health_line` (
	`name` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`since` integer NOT NULL,
	`found` text NOT NULL,
	`found_since` integer NOT NULL,
	`looked_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `notice` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`payload` text NOT NULL,
	`created_at` integer NOT NULL,
	`shown` integer DEFAULT false NOT NULL,
	`read_at` integer,
	`in_digest` integer DEFAULT false NOT NULL,
	`mail_id` integer,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notice_once` ON `notice` (`account_id`,`kind`,`key`);--> statement-breakpoint
CREATE INDEX `notice_list` ON `notice` (`account_id`,(read_at IS NOT NULL),`id`) WHERE shown = 1;--> statement-breakpoint
CREATE INDEX `notice_digest` ON `notice` (`account_id`) WHERE in_digest = 1;--> statement-breakpoint
CREATE INDEX `notice_about` ON `notice` (`kind`,`key`);--> statement-breakpoint
CREATE TABLE `notice_choice` (
	`account_id` integer NOT NULL,
	`kind` text NOT NULL,
	`channel` text NOT NULL,
	`on` integer NOT NULL,
	PRIMARY KEY(`account_id`, `kind`, `channel`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `notice_timing` (
	`account_id` integer PRIMARY KEY NOT NULL,
	`mail` text NOT NULL,
	`digest_at` text NOT NULL,
	`quiet_from` text,
	`quiet_to` text,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `mail` ADD `headers` text;