CREATE TABLE `group` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `group_name_unique` ON `group` (`name`);--> statement-breakpoint
CREATE TABLE `group_ability` (
	`group_id` integer NOT NULL,
	`ability` text NOT NULL,
	PRIMARY KEY(`group_id`, `ability`),
	FOREIGN KEY (`group_id`) REFERENCES `group`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `group_limit` (
	`group_id` integer NOT NULL,
	`name` text NOT NULL,
	`value` integer NOT NULL,
	PRIMARY KEY(`group_id`, `name`),
	FOREIGN KEY (`group_id`) REFERENCES `group`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `group_member` (
	`group_id` integer NOT NULL,
	`account_id` integer NOT NULL,
	PRIMARY KEY(`account_id`, `group_id`),
	FOREIGN KEY (`group_id`) REFERENCES `group`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `audit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`account_id` integer,
	`who` text NOT NULL,
	`address` text NOT NULL,
	`act` text NOT NULL,
	`before` text,
	`after` text
);
--> statement-breakpoint
CREATE INDEX `audit_at` ON `audit` (`at`);--> statement-breakpoint
CREATE TABLE `job` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`key` text NOT NULL,
	`payload` text NOT NULL,
	`lane` text NOT NULL,
	`run_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`lease_owner` text,
	`lease_until` integer,
	`done_at` integer,
	`dead_at` integer,
	`error` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `job_name_key` ON `job` (`name`,`key`);--> statement-breakpoint
CREATE INDEX `job_due` ON `job` (`lane`,`run_at`) WHERE done_at IS NULL AND dead_at IS NULL;--> statement-breakpoint
CREATE TABLE `mail` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`recipient` text NOT NULL,
	`subject` text NOT NULL,
	`html` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	`failed_at` integer,
	`error` text
);
--> statement-breakpoint
CREATE INDEX `mail_created` ON `mail` (`created_at`);--> statement-breakpoint
CREATE TABLE `setting` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`revision` integer NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `account` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`contact_id` integer NOT NULL,
	`username` text NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`password_hash` text NOT NULL,
	`role` text NOT NULL,
	`locale` text NOT NULL,
	`time_zone` text NOT NULL,
	`created_at` integer NOT NULL,
	`disabled_at` integer,
	FOREIGN KEY (`contact_id`) REFERENCES `contact`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_contact_id_unique` ON `account` (`contact_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `account_username_unique` ON `account` (`username`);--> statement-breakpoint
CREATE UNIQUE INDEX `account_email_unique` ON `account` (`email`);--> statement-breakpoint
CREATE TABLE `invitation` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`token_hash` text NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`locale` text NOT NULL,
	`invited_by` integer NOT NULL,
	`mail_id` integer,
	`expires_at` integer NOT NULL,
	`accepted_at` integer,
	FOREIGN KEY (`invited_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_token_hash_unique` ON `invitation` (`token_hash`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`token_hash` text NOT NULL,
	`kind` text NOT NULL,
	`remember` integer NOT NULL,
	`user_agent` text NOT NULL,
	`address` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token_hash_unique` ON `session` (`token_hash`);--> statement-breakpoint
CREATE INDEX `session_account` ON `session` (`account_id`);--> statement-breakpoint
CREATE TABLE `sign_in_failure` (
	`subject` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`last_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `contact` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`created_at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contact_email_unique` ON `contact` (`email`);--> statement-breakpoint
CREATE TABLE `couple` (
	`id` integer PRIMARY KEY NOT NULL,
	`start_date` text,
	`start_time` text,
	`time_zone` text,
	`home_message` text DEFAULT '' NOT NULL,
	`intro_text` text DEFAULT '' NOT NULL,
	`visibility` text DEFAULT 'partners' NOT NULL,
	`link_number` integer DEFAULT 1 NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "couple_single" CHECK("couple"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE `couple_demo` (
	`thing` text NOT NULL,
	`reference` text NOT NULL,
	PRIMARY KEY(`thing`, `reference`)
);
--> statement-breakpoint
CREATE TABLE `memory` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`date` text NOT NULL,
	`place` text NOT NULL,
	`author` integer,
	`status` text NOT NULL,
	`shared_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`author`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `memory_date` ON `memory` (`date`,`id`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `memory_deleted` ON `memory` (`deleted_at`) WHERE deleted_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `partner` (
	`position` integer PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "partner_two" CHECK("partner"."position" IN (1, 2))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `partner_account_id_unique` ON `partner` (`account_id`);--> statement-breakpoint
CREATE TABLE `partner_invitation` (
	`position` integer PRIMARY KEY NOT NULL,
	`invitation_id` integer NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	CONSTRAINT "partner_invitation_two" CHECK("partner_invitation"."position" IN (1, 2))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `partner_invitation_invitation_id_unique` ON `partner_invitation` (`invitation_id`);--> statement-breakpoint
CREATE TABLE `perspective` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`perspective_number` integer NOT NULL,
	`content` text NOT NULL,
	`author` integer,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`author`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `perspective_perspective_number_unique` ON `perspective` (`perspective_number`);--> statement-breakpoint
CREATE TABLE `media` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`mime` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`thumbhash` text,
	`taken_at` text,
	`uploader` integer NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`detached_at` integer,
	`state` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `media_state` ON `media` (`state`);--> statement-breakpoint
CREATE TABLE `media_upload` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`bytes` integer NOT NULL,
	`created_at` integer NOT NULL,
	`active_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `media_upload_account` ON `media_upload` (`account_id`);--> statement-breakpoint
CREATE INDEX `media_upload_active` ON `media_upload` (`active_at`);--> statement-breakpoint
CREATE TABLE `media_use` (
	`media_id` text NOT NULL,
	`use` text NOT NULL,
	`owner_id` integer NOT NULL,
	`position` integer NOT NULL,
	`alt` text NOT NULL,
	PRIMARY KEY(`use`, `owner_id`, `position`),
	FOREIGN KEY (`media_id`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `media_use_media` ON `media_use` (`media_id`,`use`,`owner_id`);--> statement-breakpoint
CREATE TABLE `media_variant` (
	`media_id` text NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`bytes` integer NOT NULL,
	`key` text NOT NULL,
	PRIMARY KEY(`media_id`, `width`),
	FOREIGN KEY (`media_id`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `media_variant_key_unique` ON `media_variant` (`key`);