-- Text is compared by its bytes, as on SQLite, whatever language the server
-- speaks: a later migration that adds text should say COLLATE "C" as well.

-- CreateTable
CREATE TABLE "User" (
    "id" SERIAL NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "email" TEXT COLLATE "C" NOT NULL,
    "roles" TEXT COLLATE "C" NOT NULL DEFAULT 'reader' CHECK ("roles" IN ('reader', 'writer', 'moderator', 'admin')),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Credential" (
    "userId" INTEGER NOT NULL,
    "hashedPassword" TEXT COLLATE "C" NOT NULL,
    "salt" TEXT COLLATE "C" NOT NULL,
    "resetToken" TEXT COLLATE "C",
    "resetTokenExpiresAt" TIMESTAMP(3),

    CONSTRAINT "Credential_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "Post" (
    "id" SERIAL NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "body" TEXT COLLATE "C" NOT NULL,
    "published" BOOLEAN NOT NULL DEFAULT false,
    "isDeleted" BOOLEAN NOT NULL DEFAULT false,
    "ownerId" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Comment" (
    "id" SERIAL NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "body" TEXT COLLATE "C" NOT NULL,
    "postId" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" SERIAL NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "email" TEXT COLLATE "C" NOT NULL,
    "message" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Contact_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Credential_resetToken_key" ON "Credential"("resetToken");

-- CreateIndex
CREATE INDEX "Post_published_isDeleted_id_idx" ON "Post"("published", "isDeleted", "id");

-- CreateIndex
CREATE INDEX "Post_ownerId_isDeleted_id_idx" ON "Post"("ownerId", "isDeleted", "id");

-- CreateIndex
CREATE INDEX "Comment_postId_id_idx" ON "Comment"("postId", "id");

-- AddForeignKey
ALTER TABLE "Credential" ADD CONSTRAINT "Credential_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- P2: nobody takes away the last admin. Prisma's schema cannot say this. Whoever
-- changes roles takes turns at the admins' rows before any is changed, in the
-- order of their keys: so that of two admins who demote each other at once, one
-- sees what the other has done, whatever the isolation of their transactions.
CREATE FUNCTION "admins_take_turns"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "User" WHERE "roles" = 'admin' ORDER BY "id" FOR UPDATE;
  RETURN NULL;
END;
$$;

CREATE TRIGGER "User_admins_take_turns"
BEFORE UPDATE OF "roles" ON "User"
FOR EACH STATEMENT EXECUTE FUNCTION "admins_take_turns"();

CREATE FUNCTION "an_admin_remains"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "User" WHERE "roles" = 'admin' AND "id" <> OLD."id") THEN
    RAISE EXCEPTION 'An admin must remain.' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER "User_an_admin_remains"
BEFORE UPDATE OF "roles" ON "User"
FOR EACH ROW WHEN (OLD."roles" = 'admin' AND NEW."roles" <> 'admin')
EXECUTE FUNCTION "an_admin_remains"();
