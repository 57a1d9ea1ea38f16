ALTER TABLE `mail` ADD `secret_link` text;--> statement-breakpoint
-- Mails that left before links were kept apart: their tokens of 43 signs go.
UPDATE `mail` SET
  `html` = replace(`html`, substr(`text`, instr(`text`, '#token=') + 7, 43), '…'),
  `text` = replace(`text`, substr(`text`, instr(`text`, '#token=') + 7, 43), '…')
WHERE `sent_at` IS NOT NULL AND instr(`text`, '#token=') > 0;
