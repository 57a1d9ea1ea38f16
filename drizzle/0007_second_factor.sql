CREATE TABLE `backup_code` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`code_hash` text NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `backup_code_code_hash_unique` ON `backup_code` (`code_hash`);--> statement-breakpoint
CREATE INDEX `backup_code_account` ON `backup_code` (`account_id`);--> statement-breakpoint
CREATE TABLE `mfa_recovery` (
	`account_id` integer PRIMARY KEY NOT NULL,
	`stop_hash` text NOT NULL,
	`opens_at` integer NOT NULL,
	`token_hash` text,
	`expires_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mfa_recovery_stop_hash_unique` ON `mfa_recovery` (`stop_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `mfa_recovery_token_hash_unique` ON `mfa_recovery` (`token_hash`);--> statement-breakpoint
CREATE TABLE `sign_in_ticket` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`token_hash` text NOT NULL,
	`account_id` integer NOT NULL,
	`remember` integer NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sign_in_ticket_token_hash_unique` ON `sign_in_ticket` (`token_hash`);--> statement-breakpoint
CREATE TABLE `totp` (
	`account_id` integer PRIMARY KEY NOT NULL,
	`key` text,
	`confirmed_at` integer,
	`last_step` integer,
	`next_key` text,
	`next_made_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `email_change` (
	`account_id` integer PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`token_hash` text NOT NULL,
	`mail_id` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `email_change_token_hash_unique` ON `email_change` (`token_hash`);