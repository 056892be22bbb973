import type { RawDatabase } from '../database'
import { DATE, numbersTo, settle } from '../filling'
import { makeUsers, userWith } from '../workload'

/*
 * A blog of 100,000 posts with 200,000 comments, half of them published, in 40
 * organizations with 100 groups. The member is in half of each. Of the drafts, some
 * are public in their organization, and some are shared with a group of it.
 */

const POSTS = 100_000
const COMMENTS = 200_000
const ORGANIZATIONS = 40
const GROUPS = 100

/** Somebody with no role but that of a reader. */
export const MEMBER = userWith('reader')

/** Somebody who is in no organization. */
export const LONER = userWith('moderator')

/** Who is in one organization only, of which nobody has a post. */
export const NEWCOMER = userWith('admin')

/** Fills an empty database. */
export const fill = async (database: RawDatabase) => {
  await makeUsers(database)
  // Its founder is a writer, who is a member by that.
  await database.run(
    `INSERT INTO "Organization" ("id", "name", "slug", "founderId", "createdAt",
      "updatedAt")
    ${numbersTo(ORGANIZATIONS)}
    SELECT n, 'Organization ' || n, 'o-' || n, 1, '${DATE}', '${DATE}' FROM numbers`
  )
  await database.run(
    `INSERT INTO "Membership" ("userId", "organizationId", "createdAt")
    SELECT ${MEMBER.id}, "id", '${DATE}' FROM "Organization" WHERE "id" % 2 = 0`
  )
  await database.run(
    `INSERT INTO "Organization" ("id", "name", "slug", "founderId", "createdAt",
      "updatedAt")
    VALUES (${ORGANIZATIONS + 1}, 'New', 'new', ${NEWCOMER.id}, '${DATE}', '${DATE}')`
  )
  await database.run(
    `INSERT INTO "Group" ("id", "name", "organizationId", "createdAt")
    ${numbersTo(GROUPS)}
    SELECT n, 'Group ' || n, 1 + n % ${ORGANIZATIONS}, '${DATE}' FROM numbers`
  )
  await database.run(
    `INSERT INTO "GroupMember" ("groupId", "userId", "organizationId")
    SELECT "id", ${MEMBER.id}, "organizationId" FROM "Group"
    WHERE "organizationId" % 2 = 0`
  )
  await database.run(
    `INSERT INTO "Post" ("id", "title", "body", "published", "isDeleted", "ownerId",
      "organizationId", "isPublic", "createdAt", "updatedAt")
    ${numbersTo(POSTS)}
    SELECT n, 'Post ' || n, '${'x'.repeat(200)}', n % 2 = 1, n = ${POSTS}, 1 + n % 5,
      1 + n % ${ORGANIZATIONS}, n % 3 = 0, '${DATE}', '${DATE}'
    FROM numbers`
  )
  await database.run(
    `INSERT INTO "_GroupToPost" ("A", "B")
    SELECT g."id", p."id" FROM "Post" p
      JOIN "Group" g ON g."organizationId" = p."organizationId"
    WHERE p."id" % 4 = 1 AND g."id" <= ${ORGANIZATIONS}`
  )
  await database.run(
    `INSERT INTO "Comment" ("name", "body", "postId", "createdAt")
    ${numbersTo(COMMENTS)}
    SELECT 'Reader', '${'x'.repeat(80)}', 1 + n % ${POSTS}, '${DATE}' FROM numbers`
  )
  await settle(database)
}
