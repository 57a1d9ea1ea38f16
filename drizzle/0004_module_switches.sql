-- The list of modules that are on becomes what was switched; the couple's was the only one.
UPDATE `setting` SET `value` = json_object(
  'switched',
  json_object('couple', json(iif(EXISTS (SELECT 1 FROM json_each(`setting`.`value`, '$.on') AS `on` WHERE `on`.`value` = 'couple'), 'true', 'false')))
)
WHERE `name` = 'house.modules';
