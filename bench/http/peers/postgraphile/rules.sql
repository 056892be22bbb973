-- Rules B1 to B6 of schema.zmodel, and T3 of teams, as row-level security, for
-- PostGraphile. The app owns the tables, so that none of this holds for it.
-- A request acts as one of two roles; "canopy.user" holds who it is.

DO $$ BEGIN
  CREATE ROLE bench_visitor NOLOGIN;
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
DO $$ BEGIN
  CREATE ROLE bench_user NOLOGIN;
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;

GRANT USAGE ON SCHEMA public TO bench_visitor, bench_user;
GRANT SELECT ("id", "name", "createdAt") ON "User" TO bench_visitor, bench_user;
GRANT SELECT ON "Post", "Comment" TO bench_visitor, bench_user;
GRANT INSERT ("name", "body", "postId") ON "Comment" TO bench_visitor, bench_user;
GRANT USAGE ON SEQUENCE "Comment_id_seq", "Post_id_seq" TO bench_visitor, bench_user;
GRANT INSERT ("title", "body", "ownerId", "organizationId", "updatedAt") ON "Post" TO bench_user;
GRANT UPDATE ("title", "body", "published", "isPublic", "isDeleted", "updatedAt") ON "Post" TO bench_user;
GRANT UPDATE, DELETE ON "Comment" TO bench_user;

-- Behind functions, so that policies neither need rights on these tables nor go
-- round in circles. `(SELECT f())` in a policy is asked once a statement.
CREATE SCHEMA bench_rules;
GRANT USAGE ON SCHEMA bench_rules TO bench_visitor, bench_user;

CREATE FUNCTION bench_rules.me() RETURNS INTEGER LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('canopy.user', true), '')::INTEGER
$$;

CREATE FUNCTION bench_rules.role() RETURNS TEXT LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT "roles" FROM public."User" WHERE "id" = bench_rules.me()
$$;

CREATE FUNCTION bench_rules.may_write() RETURNS BOOLEAN LANGUAGE sql STABLE AS $$
  SELECT coalesce(bench_rules.role() IN ('writer', 'admin'), false)
$$;

CREATE FUNCTION bench_rules.is_moderator() RETURNS BOOLEAN LANGUAGE sql STABLE AS $$
  SELECT coalesce(bench_rules.role() = 'moderator', false)
$$;

CREATE FUNCTION bench_rules.my_organizations() RETURNS INTEGER[] LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT coalesce(array_agg("organizationId"), '{}') FROM public."Membership"
  WHERE "userId" = bench_rules.me()
$$;

CREATE FUNCTION bench_rules.my_shared_posts() RETURNS SETOF INTEGER LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT p."B" FROM public."_GroupToPost" p
  JOIN public."GroupMember" m ON m."groupId" = p."A"
  WHERE m."userId" = bench_rules.me()
$$;

CREATE FUNCTION bench_rules.is_kept(post INTEGER) RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT NOT "isDeleted" FROM public."Post" WHERE "id" = post
$$;

ALTER TABLE "User" ENABLE ROW LEVEL SECURITY;
CREATE POLICY p1 ON "User" FOR SELECT USING (true);

ALTER TABLE "Post" ENABLE ROW LEVEL SECURITY;
-- B1, B3, T3, T4
CREATE POLICY b1 ON "Post" FOR SELECT USING (
  NOT "isDeleted" AND (
    "published"
    OR ("ownerId" = (SELECT bench_rules.me()) AND (SELECT bench_rules.may_write()))
    OR (
      "ownerId" IS DISTINCT FROM (SELECT bench_rules.me()) AND (
        ("isPublic" AND "organizationId" = ANY ((SELECT bench_rules.my_organizations())::INTEGER[]))
        OR "id" IN (SELECT bench_rules.my_shared_posts())
      )
    )
  )
);
-- B2, T2
CREATE POLICY b2 ON "Post" FOR INSERT WITH CHECK (
  NOT "isDeleted"
  AND "ownerId" = (SELECT bench_rules.me())
  AND (SELECT bench_rules.may_write())
  AND ("organizationId" IS NULL OR "organizationId" = ANY ((SELECT bench_rules.my_organizations())::INTEGER[]))
  AND char_length("title") BETWEEN 1 AND 200
);
-- B3
CREATE POLICY b3 ON "Post" FOR UPDATE USING (
  NOT "isDeleted"
  AND "ownerId" = (SELECT bench_rules.me())
  AND (SELECT bench_rules.may_write())
) WITH CHECK (
  "ownerId" = (SELECT bench_rules.me())
  AND char_length("title") BETWEEN 1 AND 200
);

ALTER TABLE "Comment" ENABLE ROW LEVEL SECURITY;
-- B4, B5, T4. Of a post that is seen, as far as it is published.
CREATE POLICY b4_read ON "Comment" FOR SELECT USING (
  EXISTS (SELECT 1 FROM "Post" p WHERE p."id" = "postId" AND p."published")
  OR ((SELECT bench_rules.is_moderator()) AND bench_rules.is_kept("postId"))
);
CREATE POLICY b4_create ON "Comment" FOR INSERT WITH CHECK (
  (
    EXISTS (SELECT 1 FROM "Post" p WHERE p."id" = "postId" AND p."published")
    OR ((SELECT bench_rules.is_moderator()) AND bench_rules.is_kept("postId"))
  )
  AND char_length("name") BETWEEN 1 AND 80
  AND char_length("body") BETWEEN 1 AND 5000
);
-- B5, B6
CREATE POLICY b5_update ON "Comment" FOR UPDATE
  USING ((SELECT bench_rules.is_moderator()) AND bench_rules.is_kept("postId"))
  WITH CHECK (bench_rules.is_kept("postId"));
CREATE POLICY b5_delete ON "Comment" FOR DELETE
  USING ((SELECT bench_rules.is_moderator()) AND bench_rules.is_kept("postId"));
