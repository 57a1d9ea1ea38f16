CREATE TABLE `torrent` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uuid` text NOT NULL,
	`v1` text,
	`v2` text,
	`name` text NOT NULL,
	`state` text DEFAULT 'waiting' NOT NULL,
	`problem` text,
	`size` integer,
	`progress` real DEFAULT 0 NOT NULL,
	`ratio` real DEFAULT 0 NOT NULL,
	`ratio_limit` real,
	`seeding_minutes` integer,
	`added_at` integer NOT NULL,
	`added_by` integer,
	`sent_at` integer,
	`finished_at` integer,
	`failure_told` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`added_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null,
	CONSTRAINT "torrent_hash" CHECK("torrent"."v1" IS NOT NULL OR "torrent"."v2" IS NOT NULL)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `torrent_uuid_unique` ON `torrent` (`uuid`);--> statement-breakpoint
CREATE UNIQUE INDEX `torrent_v1` ON `torrent` (`v1`) WHERE "torrent"."v1" IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `torrent_v2` ON `torrent` (`v2`) WHERE "torrent"."v2" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `torrent_owner` (
	`torrent_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`torrent_id`, `account_id`),
	FOREIGN KEY (`torrent_id`) REFERENCES `torrent`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `torrent_owner_account` ON `torrent_owner` (`account_id`);--> statement-breakpoint
CREATE TABLE `torrent_source` (
	`torrent_id` integer PRIMARY KEY NOT NULL,
	`magnet` text,
	`file` blob,
	FOREIGN KEY (`torrent_id`) REFERENCES `torrent`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `torrent_speed` (
	`torrent_id` integer NOT NULL,
	`step` integer NOT NULL,
	`at` integer NOT NULL,
	`down` integer NOT NULL,
	`up` integer NOT NULL,
	PRIMARY KEY(`torrent_id`, `step`, `at`)
);
--> statement-breakpoint
CREATE TRIGGER `torrent_speed_gone` AFTER DELETE ON `torrent` BEGIN
  DELETE FROM `torrent_speed` WHERE `torrent_id` = old.`id`;
END;
