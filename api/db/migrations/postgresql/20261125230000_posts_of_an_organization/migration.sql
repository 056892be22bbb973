-- In the order in which an organization lists its posts.
-- DropIndex
DROP INDEX "Post_organizationId_isPublic_id_idx";

-- CreateIndex
CREATE INDEX "Post_organizationId_isDeleted_id_idx" ON "Post"("organizationId", "isDeleted", "id");
