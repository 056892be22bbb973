-- The newest posts that are public in an organization.
-- CreateIndex
CREATE INDEX "Post_organizationId_isDeleted_isPublic_id_idx" ON "Post"("organizationId", "isDeleted", "isPublic", "id");
