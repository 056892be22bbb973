import { driver } from './db'
import { env } from './env'
import { providerOf } from './provider'

/*
 * Where to look for the posts that others share with somebody. No index has them in
 * order: somebody may be in many organizations and groups, so a database goes
 * through all posts, from the newest on, until a page is full. That is quick where
 * much is shared, and takes for ever where nothing is. So it goes through the newest
 * ones only; if those do not fill the page, the newest ones of each organization and
 * group, of which there are indexes, say which posts can be on it.
 *
 * That follows T3 of schema.zmodel, which alone decides: if T3 came to share more,
 * this would not find it, and would never show anything that T3 does not.
 */

interface Page {
  take: number
  /** Below which id; all of them if it is not said. */
  after?: number | null
}

/** A filter by the id. */
export type Place = { id?: { gte?: number; lt?: number; in?: number[] } }

/** How many ids to go through first. */
const REACH = 1000

const HIGHEST = 'SELECT max(id) FROM "Post"'

const ofOrganization = `SELECT post.id FROM "Post" AS post
  WHERE post."organizationId" = joined."organizationId"
    AND post."isDeleted" = false AND post."isPublic" = true
    AND post.id < $2 AND post."ownerId" <> $1
  ORDER BY post.id DESC LIMIT $3`

// As a value, so that PostgreSQL asks it of each post, and does not join them all.
const isSeen = `SELECT post."isDeleted" = false AND post."ownerId" <> $1
  FROM "Post" AS post WHERE post.id = pair."B"`

const ofGroup = `SELECT pair."B" AS id FROM "_GroupToPost" AS pair
  WHERE pair."A" = joined."groupId" AND pair."B" < $2 AND (${isSeen})
  ORDER BY pair."B" DESC LIMIT $3`

const isSqlite = providerOf(env.databaseUrl) === 'sqlite'

/** What `newest` finds for each row that has somebody join something. */
const ofEach = (table: string, newest: string) =>
  isSqlite
    ? // It has no LATERAL.
      `SELECT found.id FROM (SELECT * FROM "${table}" WHERE "userId" = $1) AS joined
        CROSS JOIN "Post" AS found ON found.id IN (${newest})`
    : `SELECT found.id FROM (SELECT * FROM "${table}" WHERE "userId" = $1) AS joined
        CROSS JOIN LATERAL (${newest}) AS found`

const NEWEST = `SELECT ${isSqlite ? 'json_group_array(id)' : "coalesce(json_agg(id)::text, '[]')"}
  FROM (
    SELECT id FROM (
      ${ofEach('Membership', ofOrganization)}
      UNION
      ${ofEach('GroupMember', ofGroup)}
    ) AS known ORDER BY id DESC LIMIT $3
  ) AS newest`

/** The one value that a statement gives; null if it cannot be asked now. */
const valueOf = async (sql: string, parameters: unknown[] = []) => {
  const row = await driver.firstRow({ sql, parameters })
  return row?.[0] ?? null
}

/**
 * A page of what others share with somebody, newest first. It says where to look,
 * and nothing of what they may see: that is for `list` to ask of the rules.
 *
 * @param list finds the page among the posts of a place
 */
export const pageOfShared = async <Row>(
  userId: number,
  { take, after }: Page,
  list: (place: Place) => PromiseLike<Row[]>
): Promise<Row[]> => {
  const before = after == null ? {} : { lt: after }
  const end = after ?? Number(await valueOf(HIGHEST)) + 1
  // PostgreSQL would look up all that is shared with groups first, for more than a
  // few posts.
  const recent = isSqlite
    ? await list({ id: { ...before, gte: end - REACH } })
    : []
  if (recent.length === take || (isSqlite && end <= REACH)) {
    return recent
  }
  const ids = await valueOf(NEWEST, [userId, end, take])
  if (ids === null) {
    return list({ id: before })
  }
  const known = JSON.parse(String(ids)) as number[]
  return known.length > recent.length ? list({ id: { in: known } }) : recent
}
