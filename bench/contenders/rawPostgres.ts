import { types } from 'pg'
import type { Pool, QueryConfig } from 'pg'

import { context } from '@redwoodjs/context'

import type { Contender } from '../operations'
import { Refused } from '../refusal'
import { NEW_COMMENT, NEW_TITLE } from '../workload'

type Row = Record<string, unknown>

const POST = 'p."id", p."title", p."published", p."ownerId", p."createdAt"'
const OWNER = `json_build_object('id', u."id", 'name', u."name") AS "owner"`
const WITH_OWNER = 'FROM "Post" p JOIN "User" u ON u."id" = p."ownerId"'
const COMMENTS = `(
  SELECT coalesce(json_agg(json_build_object(
    'id', c."id", 'name', c."name", 'body', c."body",
    'postId', c."postId", 'createdAt', c."createdAt"
  ) ORDER BY c."id"), '[]')
  FROM "Comment" c WHERE c."postId" = p."id"
)`
const PUBLISHED = 'p."published" AND NOT p."isDeleted"'
const NEWEST = 'ORDER BY p."id" DESC LIMIT 20'

const user = () => context.currentUser
const isModerator = () => user()?.roles === 'moderator'
/** Whose drafts may be read: a bound parameter that is nobody's for most. */
const author = () =>
  ['writer', 'admin'].includes(user()?.roles ?? '') ? (user()?.id ?? 0) : 0

// A column without a time zone means UTC, as in the app.
const dateOf = (value: unknown) => new Date(`${String(value)}Z`)

const toPost = ({ comments, ...row }: Row): Row => ({
  ...row,
  createdAt: dateOf(row.createdAt),
  ...('updatedAt' in row && { updatedAt: dateOf(row.updatedAt) }),
  ...(comments !== undefined && {
    comments: (comments as Row[]).map((comment) => ({
      ...comment,
      createdAt: dateOf(comment.createdAt),
    })),
  }),
})

const TIMESTAMP = 1114

const parsing = {
  getTypeParser: (id: number, format: 'text') =>
    id === TIMESTAMP ? String : types.getTypeParser(id, format),
}

/**
 * The rules in PostgreSQL's SQL, each operation one prepared statement on the bare
 * driver: what is left when Prisma's part is taken away. Its input is not checked.
 */
export const rawPostgres = (pool: Pool): Contender => {
  const names = new Map<string, string>()
  const all = async (text: string, ...values: unknown[]): Promise<Row[]> => {
    const name = names.get(text) ?? `statement ${names.size}`
    names.set(text, name)
    const query = { name, text, values, types: parsing } as QueryConfig
    const { rows } = await pool.query<Row>(query)
    return rows
  }
  const written = async (text: string, ...values: unknown[]) => {
    const [row] = await all(text, ...values)
    if (!row) {
      throw new Refused()
    }
    return row
  }
  const posts = async (text: string, ...values: unknown[]) =>
    (await all(text, ...values)).map(toPost)

  return {
    listPosts: () =>
      posts(
        `SELECT ${POST}, ${OWNER} ${WITH_OWNER} WHERE ${PUBLISHED} ${NEWEST}`
      ),

    listPostsWithComments: () =>
      posts(
        `SELECT ${POST}, ${OWNER}, ${COMMENTS} AS "comments" ${WITH_OWNER} ` +
          `WHERE ${PUBLISHED} ${NEWEST}`
      ),

    readPost: async (id) => {
      const [post] = await posts(
        `SELECT ${POST}, p."body", p."updatedAt", ${OWNER},
          CASE WHEN p."published" THEN ${COMMENTS} ELSE '[]' END AS "comments"
        ${WITH_OWNER}
        WHERE p."id" = $1 AND NOT p."isDeleted"
          AND (p."published" OR p."ownerId" = $2)`,
        id,
        author()
      )
      return post ?? null
    },

    listOwnPosts: () =>
      posts(
        `SELECT ${POST} FROM "Post" p WHERE p."ownerId" = $1 AND NOT p."isDeleted"
          AND (p."published" OR p."ownerId" = $2) ${NEWEST}`,
        user()?.id,
        author()
      ),

    createComment: (postId) =>
      written(
        `INSERT INTO "Comment" ("name", "body", "postId", "createdAt")
        SELECT $1, $2, p."id", now() AT TIME ZONE 'UTC' FROM "Post" p
        WHERE p."id" = $3 AND NOT p."isDeleted" AND (p."published" OR $4)
        RETURNING "id", "name", "body"`,
        NEW_COMMENT.name,
        NEW_COMMENT.body,
        postId,
        isModerator()
      ),

    updatePost: (id) =>
      written(
        `UPDATE "Post" SET "title" = $1, "updatedAt" = now() AT TIME ZONE 'UTC'
        WHERE "id" = $2 AND NOT "isDeleted" AND "ownerId" = $3
        RETURNING "id", "title", "published"`,
        NEW_TITLE,
        id,
        author()
      ),

    deleteComment: (id) =>
      written(
        `DELETE FROM "Comment" c WHERE c."id" = $1 AND $2 AND NOT EXISTS (
          SELECT 1 FROM "Post" p WHERE p."id" = c."postId" AND p."isDeleted"
        ) RETURNING "id"`,
        id,
        isModerator()
      ),

    createPost: () =>
      written(
        `INSERT INTO "Post" ("title", "body", "ownerId", "createdAt", "updatedAt")
        SELECT $1, '', u."id", now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
        FROM "User" u WHERE u."id" = $2 RETURNING "id"`,
        NEW_TITLE,
        author()
      ),
  }
}
