ALTER TABLE `memory` ADD `teller` text;--> statement-breakpoint
ALTER TABLE `perspective` ADD `teller` text;