-- AlterTable
ALTER TABLE "Post" ADD COLUMN "organizationId" INTEGER,
ADD COLUMN "isPublic" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "_GroupToPost" (
    "A" INTEGER NOT NULL,
    "B" INTEGER NOT NULL,

    CONSTRAINT "_GroupToPost_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateIndex
CREATE INDEX "_GroupToPost_B_index" ON "_GroupToPost"("B");

-- CreateIndex
CREATE INDEX "Post_organizationId_isPublic_id_idx" ON "Post"("organizationId", "isPublic", "id");

-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_GroupToPost" ADD CONSTRAINT "_GroupToPost_A_fkey" FOREIGN KEY ("A") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_GroupToPost" ADD CONSTRAINT "_GroupToPost_B_fkey" FOREIGN KEY ("B") REFERENCES "Post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- T3: a record is shared with groups of its own organization only. For any table of
-- shares; the argument is the table that its records are in. Prisma puts the model
-- that comes first in the alphabet into A.
CREATE FUNCTION "shares_within_one_organization"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
  is_first BOOLEAN := TG_ARGV[0] COLLATE "C" < 'Group';
  is_within BOOLEAN;
BEGIN
  EXECUTE format(
    'SELECT EXISTS (SELECT 1 FROM "Group" g JOIN %I r ON r."organizationId" = g."organizationId" WHERE g."id" = $1 AND r."id" = $2)',
    TG_ARGV[0]
  ) INTO is_within USING
    CASE WHEN is_first THEN NEW."B" ELSE NEW."A" END,
    CASE WHEN is_first THEN NEW."A" ELSE NEW."B" END;
  IF NOT is_within THEN
    RAISE EXCEPTION 'It can be shared with groups of its own organization only.' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER "_GroupToPost_is_of_one_organization"
BEFORE INSERT ON "_GroupToPost"
FOR EACH ROW EXECUTE FUNCTION "shares_within_one_organization"('Post');
