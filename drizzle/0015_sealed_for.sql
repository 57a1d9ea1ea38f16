ALTER TABLE `perspective` ADD `sealed_for` integer;--> statement-breakpoint
UPDATE `perspective` SET `sealed_for` = (SELECT `account_id` FROM `partner` WHERE `account_id` <> `perspective`.`author`)
WHERE `sealed` = 1 AND `author` IN (SELECT `account_id` FROM `partner`);
