-- CreateTable
CREATE TABLE "Organization" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "founderId" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Organization_founderId_fkey" FOREIGN KEY ("founderId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "userId" INTEGER NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'member' CHECK ("role" IN ('admin', 'member')),
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Membership_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'member' CHECK ("role" IN ('admin', 'member')),
    "organizationId" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Invitation_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Group" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Group_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "GroupMember" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "organizationId" INTEGER NOT NULL,
    CONSTRAINT "GroupMember_groupId_organizationId_fkey" FOREIGN KEY ("groupId", "organizationId") REFERENCES "Group" ("id", "organizationId") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "GroupMember_userId_organizationId_fkey" FOREIGN KEY ("userId", "organizationId") REFERENCES "Membership" ("userId", "organizationId") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "GroupMember_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
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

-- What follows, Prisma's schema cannot say; a migration that rebuilds one of these
-- tables must create its triggers again.

-- T1: the founder of an organization is its first admin.
CREATE TRIGGER "Organization_has_an_admin"
AFTER INSERT ON "Organization"
BEGIN
  INSERT INTO "Membership" ("userId", "organizationId", "role", "createdAt")
  VALUES (NEW."founderId", NEW."id", 'admin', NEW."createdAt");
END;

-- T1: an organization keeps at least one admin, for as long as there is one.
CREATE TRIGGER "Membership_an_admin_keeps_the_role"
BEFORE UPDATE OF "role" ON "Membership"
WHEN OLD."role" = 'admin' AND NEW."role" <> 'admin'
  AND NOT EXISTS (SELECT 1 FROM "Membership" WHERE "organizationId" = OLD."organizationId" AND "role" = 'admin' AND "id" <> OLD."id")
BEGIN
  SELECT RAISE(ABORT, 'An admin of the organization must remain.');
END;

CREATE TRIGGER "Membership_an_admin_remains"
BEFORE DELETE ON "Membership"
WHEN OLD."role" = 'admin'
  AND EXISTS (SELECT 1 FROM "Organization" WHERE "id" = OLD."organizationId")
  AND NOT EXISTS (SELECT 1 FROM "Membership" WHERE "organizationId" = OLD."organizationId" AND "role" = 'admin' AND "id" <> OLD."id")
BEGIN
  SELECT RAISE(ABORT, 'An admin of the organization must remain.');
END;

-- T1: an invitation takes the place of an earlier one, whether or not there is
-- one, so that to invite again tells nothing either.
CREATE TRIGGER "Invitation_takes_the_place"
BEFORE INSERT ON "Invitation"
BEGIN
  DELETE FROM "Invitation" WHERE "organizationId" = NEW."organizationId" AND "email" = NEW."email";
END;

-- T1: who has the address is a member at once; who is one already stays as they are.
CREATE TRIGGER "Invitation_reaches_a_user"
AFTER INSERT ON "Invitation"
WHEN EXISTS (SELECT 1 FROM "User" WHERE "email" = NEW."email")
BEGIN
  INSERT INTO "Membership" ("userId", "organizationId", "role", "createdAt")
  SELECT "id", NEW."organizationId", NEW."role", NEW."createdAt" FROM "User" WHERE "email" = NEW."email"
  ON CONFLICT DO NOTHING;
  DELETE FROM "Invitation" WHERE "id" = NEW."id";
END;

-- T1: who signs up finds the invitations that wait for the address.
CREATE TRIGGER "User_accepts_invitations"
AFTER INSERT ON "User"
BEGIN
  INSERT INTO "Membership" ("userId", "organizationId", "role", "createdAt")
  SELECT NEW."id", "organizationId", "role", NEW."createdAt" FROM "Invitation" WHERE "email" = NEW."email";
  DELETE FROM "Invitation" WHERE "email" = NEW."email";
END;
