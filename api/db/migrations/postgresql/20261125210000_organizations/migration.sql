-- CreateTable
CREATE TABLE "Organization" (
    "id" SERIAL NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "slug" TEXT COLLATE "C" NOT NULL,
    "founderId" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" SERIAL NOT NULL,
    "userId" INTEGER NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "role" TEXT COLLATE "C" NOT NULL DEFAULT 'member' CHECK ("role" IN ('admin', 'member')),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" SERIAL NOT NULL,
    "email" TEXT COLLATE "C" NOT NULL,
    "role" TEXT COLLATE "C" NOT NULL DEFAULT 'member' CHECK ("role" IN ('admin', 'member')),
    "organizationId" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Group" (
    "id" SERIAL NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GroupMember" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "organizationId" INTEGER NOT NULL,

    CONSTRAINT "GroupMember_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Organization_slug_key" ON "Organization"("slug");

-- CreateIndex
CREATE INDEX "Membership_organizationId_role_idx" ON "Membership"("organizationId", "role");

-- CreateIndex
CREATE UNIQUE INDEX "Membership_userId_organizationId_key" ON "Membership"("userId", "organizationId");

-- CreateIndex
CREATE INDEX "Invitation_email_idx" ON "Invitation"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_organizationId_email_key" ON "Invitation"("organizationId", "email");

-- CreateIndex
CREATE UNIQUE INDEX "Group_organizationId_name_key" ON "Group"("organizationId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Group_id_organizationId_key" ON "Group"("id", "organizationId");

-- CreateIndex
CREATE INDEX "GroupMember_groupId_idx" ON "GroupMember"("groupId");

-- CreateIndex
CREATE UNIQUE INDEX "GroupMember_userId_groupId_key" ON "GroupMember"("userId", "groupId");

-- AddForeignKey
ALTER TABLE "Organization" ADD CONSTRAINT "Organization_founderId_fkey" FOREIGN KEY ("founderId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Group" ADD CONSTRAINT "Group_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupMember" ADD CONSTRAINT "GroupMember_groupId_organizationId_fkey" FOREIGN KEY ("groupId", "organizationId") REFERENCES "Group"("id", "organizationId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupMember" ADD CONSTRAINT "GroupMember_userId_organizationId_fkey" FOREIGN KEY ("userId", "organizationId") REFERENCES "Membership"("userId", "organizationId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupMember" ADD CONSTRAINT "GroupMember_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What follows, Prisma's schema cannot say.

-- T1: the founder of an organization is its first admin.
CREATE FUNCTION "organization_has_an_admin"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "Membership" ("userId", "organizationId", "role", "createdAt")
  VALUES (NEW."founderId", NEW."id", 'admin', NEW."createdAt");
  RETURN NULL;
END;
$$;

CREATE TRIGGER "Organization_has_an_admin"
AFTER INSERT ON "Organization"
FOR EACH ROW EXECUTE FUNCTION "organization_has_an_admin"();

-- T1: an organization keeps at least one admin, for as long as there is one. Who
-- takes an admin away writes the organization first, as it is: so that of two who
-- do so at once, the second one waits and sees what the first has done, or, in an
-- isolated transaction, has to begin anew.
CREATE FUNCTION "an_admin_of_the_organization_remains"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Organization" SET "updatedAt" = "updatedAt" WHERE "id" = OLD."organizationId";
  IF FOUND AND NOT EXISTS (
    SELECT 1 FROM "Membership" WHERE "organizationId" = OLD."organizationId" AND "role" = 'admin' AND "id" <> OLD."id"
  ) THEN
    RAISE EXCEPTION 'An admin of the organization must remain.' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END;
$$;

CREATE TRIGGER "Membership_an_admin_keeps_the_role"
BEFORE UPDATE OF "role" ON "Membership"
FOR EACH ROW WHEN (OLD."role" = 'admin' AND NEW."role" <> 'admin')
EXECUTE FUNCTION "an_admin_of_the_organization_remains"();

CREATE TRIGGER "Membership_an_admin_remains"
BEFORE DELETE ON "Membership"
FOR EACH ROW WHEN (OLD."role" = 'admin')
EXECUTE FUNCTION "an_admin_of_the_organization_remains"();

-- T1: an invitation takes the place of an earlier one, whether or not there is
-- one, so that to invite again tells nothing either. With the lock, of somebody
-- who invites an address and somebody who signs up with it at once, the second
-- one sees what the first has done.
CREATE FUNCTION "invitation_takes_the_place"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW."email", 0));
  DELETE FROM "Invitation" WHERE "organizationId" = NEW."organizationId" AND "email" = NEW."email";
  RETURN NEW;
END;
$$;

CREATE TRIGGER "Invitation_takes_the_place"
BEFORE INSERT ON "Invitation"
FOR EACH ROW EXECUTE FUNCTION "invitation_takes_the_place"();

-- T1: who has the address is a member at once; who is one already stays as they are.
CREATE FUNCTION "invitation_reaches_a_user"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "Membership" ("userId", "organizationId", "role", "createdAt")
  SELECT "id", NEW."organizationId", NEW."role", NEW."createdAt" FROM "User" WHERE "email" = NEW."email"
  ON CONFLICT DO NOTHING;
  DELETE FROM "Invitation"
  WHERE "id" = NEW."id" AND EXISTS (SELECT 1 FROM "User" WHERE "email" = NEW."email");
  RETURN NULL;
END;
$$;

CREATE TRIGGER "Invitation_reaches_a_user"
AFTER INSERT ON "Invitation"
FOR EACH ROW EXECUTE FUNCTION "invitation_reaches_a_user"();

-- T1: who signs up finds the invitations that wait for the address.
CREATE FUNCTION "user_accepts_invitations"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW."email", 0));
  INSERT INTO "Membership" ("userId", "organizationId", "role", "createdAt")
  SELECT NEW."id", "organizationId", "role", NEW."createdAt" FROM "Invitation" WHERE "email" = NEW."email";
  DELETE FROM "Invitation" WHERE "email" = NEW."email";
  RETURN NULL;
END;
$$;

CREATE TRIGGER "User_accepts_invitations"
AFTER INSERT ON "User"
FOR EACH ROW EXECUTE FUNCTION "user_accepts_invitations"();
