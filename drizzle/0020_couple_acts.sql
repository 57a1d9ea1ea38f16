-- The words of these acts moved from the catalogue of the public pages to that of the editors.
UPDATE `audit` SET `act` = 'coupleEditor.acts.' || substr(`act`, 13) WHERE `act` LIKE 'couple.acts.%';
