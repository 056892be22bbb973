import type Database from 'libsql'

import { makeUsers, userWith } from '../workload'

/*
 * A blog of 100,000 posts with 200,000 comments, half of them published, in 40
 * organizations with 100 groups. The member is in half of each. Of the drafts, some are public in their
 * organization, and some are shared with a group of it.
 */

const POSTS = 100_000
const COMMENTS = 200_000
const ORGANIZATIONS = 40
const GROUPS = 100
const DATE = '2026-01-01T00:00:00.000+00:00'

/** Somebody with no role but that of a reader. */
export const MEMBER = userWith('reader')

/** Somebody who is in no organization. */
export const LONER = userWith('moderator')

/** Who is in one organization only, of which nobody has a post. */
export const NEWCOMER = userWith('admin')

const NUMBERS = `WITH RECURSIVE numbers (n) AS (
  SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?
)`

/** Fills an empty database, past Prisma. */
export const fill = async (connection: Database.Database) => {
  await makeUsers({ run: async (script) => void connection.exec(script) })
  connection.exec('BEGIN')
  const insert = (sql: string, ...values: unknown[]) =>
    connection.prepare(sql).run(values)
  // Its founder is a writer, who is a member by that.
  insert(
    `INSERT INTO "Organization" (id, name, slug, founderId, createdAt, updatedAt)
    ${NUMBERS} SELECT n, 'Organization ' || n, 'o-' || n, 1, ?, ? FROM numbers`,
    ...[ORGANIZATIONS, DATE, DATE]
  )
  insert(
    `INSERT INTO "Membership" (userId, organizationId, createdAt)
    SELECT ?, id, ? FROM "Organization" WHERE id % 2 = 0`,
    ...[MEMBER.id, DATE]
  )
  insert(
    `INSERT INTO "Organization" (id, name, slug, founderId, createdAt, updatedAt)
    VALUES (?, 'New', 'new', ?, ?, ?)`,
    ...[ORGANIZATIONS + 1, NEWCOMER.id, DATE, DATE]
  )
  insert(
    `INSERT INTO "Group" (id, name, organizationId, createdAt)
    ${NUMBERS} SELECT n, 'Group ' || n, 1 + n % ${ORGANIZATIONS}, ? FROM numbers`,
    ...[GROUPS, DATE]
  )
  insert(
    `INSERT INTO "GroupMember" (groupId, userId, organizationId)
    SELECT id, ?, organizationId FROM "Group" WHERE organizationId % 2 = 0`,
    MEMBER.id
  )
  insert(
    `INSERT INTO "Post"
      (id, title, body, published, isDeleted, ownerId, organizationId, isPublic, createdAt, updatedAt)
    ${NUMBERS} SELECT n, 'Post ' || n, ?, n % 2, n = ?, 1 + n % 5,
      1 + n % ${ORGANIZATIONS}, n % 3 = 0, ?, ? FROM numbers`,
    ...[POSTS, 'x'.repeat(200), POSTS, DATE, DATE]
  )
  insert(
    `INSERT INTO "_GroupToPost" (A, B)
    SELECT g.id, p.id FROM "Post" p
      JOIN "Group" g ON g.organizationId = p.organizationId
    WHERE p.id % 4 = 1 AND g.id <= ${ORGANIZATIONS}`
  )
  insert(
    `INSERT INTO "Comment" (name, body, postId, createdAt)
    ${NUMBERS} SELECT 'Reader', ?, 1 + n % ${POSTS}, ? FROM numbers`,
    ...[COMMENTS, 'x'.repeat(80), DATE]
  )
  connection.exec('COMMIT')
  connection.exec('ANALYZE')
}
