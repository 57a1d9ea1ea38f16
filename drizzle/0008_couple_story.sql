CREATE TABLE `perspective_subject` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`title` text NOT NULL,
	`sealed` integer NOT NULL,
	`opened_at` integer,
	`opening_asked_by` integer,
	`position` integer NOT NULL,
	`author` integer,
	`created_at` integer NOT NULL,
	`deleted_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`opening_asked_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`author`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE TABLE `chapter` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`date` text,
	`position` integer NOT NULL,
	`author` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`changed_by` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`author`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`changed_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `chapter_position` ON `chapter` (`position`,`id`) WHERE deleted_at IS NULL;--> statement-breakpoint
ALTER TABLE `perspective` ADD `subject_id` integer REFERENCES perspective_subject(id) ON DELETE cascade;--> statement-breakpoint
ALTER TABLE `perspective` ADD `sealed` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `perspective` ADD `revision` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `perspective_subject_author` ON `perspective` (`subject_id`,`author`) WHERE subject_id IS NOT NULL;