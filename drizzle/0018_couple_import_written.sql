PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_couple_import` (
	`site` integer NOT NULL,
	`kind` text NOT NULL,
	`reference` text NOT NULL,
	`target` integer,
	`fingerprint` text NOT NULL,
	`written` text,
	`revision` integer,
	PRIMARY KEY(`site`, `kind`, `reference`),
	FOREIGN KEY (`site`) REFERENCES `couple_import_site`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
INSERT INTO `__new_couple_import`("site", "kind", "reference", "target", "fingerprint", "written", "revision") SELECT "site", "kind", "reference", "target", "fingerprint", "photo", CASE "kind" WHEN 'memory' THEN "revision" END FROM `couple_import`;--> statement-breakpoint
DROP TABLE `couple_import`;--> statement-breakpoint
ALTER TABLE `__new_couple_import` RENAME TO `couple_import`;--> statement-breakpoint
PRAGMA foreign_keys=ON;