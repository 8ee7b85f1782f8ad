-- What a space offers was a list of words on it; now each feature is a row with an icon, which spaces share. Words that
-- differ only in capitals or blanks become one.

INSERT INTO "feature" ("name", "icon", "position")
SELECT named."name", 'check', row_number() OVER (ORDER BY lower(named."name")) - 1
FROM (
    SELECT DISTINCT ON (lower(trim(word))) trim(word) AS "name"
    FROM "resource", unnest("features") AS word
    WHERE trim(word) <> ''
    ORDER BY lower(trim(word)), trim(word)
) named
ON CONFLICT ("name") DO NOTHING;

INSERT INTO "resource_feature" ("resource_id", "feature_id")
SELECT DISTINCT "resource"."id", "feature"."id"
FROM "resource", unnest("resource"."features") AS word JOIN "feature" ON lower("feature"."name") = lower(trim(word))
ON CONFLICT DO NOTHING;

ALTER TABLE "resource" DROP COLUMN "features";

-- A picture is shown to those who may see a space with it.
CREATE INDEX "resource_picture_id_idx" ON "resource"("picture_id");
