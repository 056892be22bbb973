-- Added in place: to rebuild the table would take its comments along.
-- AlterTable
ALTER TABLE "Post" ADD COLUMN "organizationId" INTEGER REFERENCES "Organization" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Post" ADD COLUMN "isPublic" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "_GroupToPost" (
    "A" INTEGER NOT NULL,
    "B" INTEGER NOT NULL,
    CONSTRAINT "_GroupToPost_A_fkey" FOREIGN KEY ("A") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "_GroupToPost_B_fkey" FOREIGN KEY ("B") REFERENCES "Post" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Post_organizationId_isPublic_id_idx" ON "Post"("organizationId", "isPublic", "id");

-- CreateIndex
CREATE UNIQUE INDEX "_GroupToPost_AB_unique" ON "_GroupToPost"("A", "B");

-- CreateIndex
CREATE INDEX "_GroupToPost_B_index" ON "_GroupToPost"("B");

-- T3: a post is shared with groups of its own organization only.
CREATE TRIGGER "_GroupToPost_is_of_one_organization"
BEFORE INSERT ON "_GroupToPost"
WHEN NOT EXISTS (
  SELECT 1 FROM "Group" JOIN "Post" ON "Post"."organizationId" = "Group"."organizationId"
  WHERE "Group"."id" = NEW."A" AND "Post"."id" = NEW."B"
)
BEGIN
  SELECT RAISE(ABORT, 'It can be shared with groups of its own organization only.');
END;
