-- Which group's targets a patient is judged by. What stands here is judged as it was before: limits
-- alone told the group, those of pregnancy with the type of diabetes.
ALTER TABLE patient ADD COLUMN targets TEXT NOT NULL DEFAULT 'OWN';

UPDATE patient SET targets = 'ADULT'
WHERE mgdl_very_low = 54 AND mgdl_low = 70 AND mgdl_high = 180 AND mgdl_very_high = 250
  AND mmol_very_low = 3.0 AND mmol_low = 3.9 AND mmol_high = 10.0 AND mmol_very_high = 13.9;

UPDATE patient SET targets = CASE type WHEN 'TYPE_1' THEN 'PREGNANCY' ELSE 'GESTATIONAL' END
WHERE mgdl_very_low = 54 AND mgdl_low = 63 AND mgdl_high = 140 AND mgdl_very_high = 250
  AND mmol_very_low = 3.0 AND mmol_low = 3.5 AND mmol_high = 7.8 AND mmol_very_high = 13.9;
