CREATE TABLE `couple_import` (
	`site` integer NOT NULL,
	`kind` text NOT NULL,
	`reference` text NOT NULL,
	`target` integer,
	`fingerprint` text NOT NULL,
	`photo` text,
	`revision` integer NOT NULL,
	PRIMARY KEY(`site`, `kind`, `reference`),
	FOREIGN KEY (`site`) REFERENCES `couple_import_site`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `couple_import_run` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`state` text NOT NULL,
	`files` integer DEFAULT 0 NOT NULL,
	`bytes` integer DEFAULT 0 NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`total` integer DEFAULT 0 NOT NULL,
	`report` text,
	`error` text,
	`created_at` integer NOT NULL,
	`active_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `couple_import_site` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`created_at` integer NOT NULL
);
