import type Database from 'libsql'

import { context } from '@redwoodjs/context'

import type { Contender } from '../operations'
import { Refused } from '../refusal'
import { NEW_COMMENT, NEW_TITLE } from '../workload'

type Row = Record<string, unknown>

const POST = 'p.id, p.title, p.published, p.ownerId, p.createdAt'
const OWNER = 'u.id AS userId, u.name AS userName'
const WITH_OWNER = 'FROM Post p JOIN User u ON u.id = p.ownerId'
const COMMENTS = `(
  SELECT json_group_array(json_object(
    'id', id, 'name', name, 'body', body,
    'postId', postId, 'createdAt', createdAt
  ))
  FROM (SELECT * FROM Comment WHERE postId = p.id ORDER BY id)
) AS comments`
const PUBLISHED = 'p.published = 1 AND p.isDeleted = 0'
const NEWEST = 'ORDER BY p.id DESC LIMIT 20'

const user = () => context.currentUser
const isModerator = () => user()?.roles === 'moderator'
/** Whose drafts may be read: a bound parameter that is nobody's for most. */
const author = () =>
  ['writer', 'admin'].includes(user()?.roles ?? '') ? (user()?.id ?? 0) : 0

const timestamp = () => new Date().toISOString().replace('Z', '+00:00')

const toPost = ({ userId, userName, comments, ...row }: Row): Row => ({
  ...row,
  published: row.published === 1,
  createdAt: new Date(String(row.createdAt)),
  ...('updatedAt' in row && { updatedAt: new Date(String(row.updatedAt)) }),
  ...(userId !== undefined && { owner: { id: userId, name: userName } }),
  ...(comments !== undefined && { comments: toComments(String(comments)) }),
})

const toComments = (json: string) =>
  JSON.parse(json).map((comment: Row) => ({
    ...comment,
    createdAt: new Date(String(comment.createdAt)),
  }))

/**
 * The rules in SQL, each operation one statement on the bare driver: what is
 * left when Prisma's part is taken away. Its input is not checked.
 */
export const rawSql = (connection: Database.Database): Contender => {
  const all = (sql: string, ...values: unknown[]) =>
    connection.prepare(sql).all(values) as Row[]
  const written = (sql: string, ...values: unknown[]) => {
    const [row] = all(sql, ...values)
    if (!row) {
      throw new Refused()
    }
    return row
  }

  return {
    listPosts: async () =>
      all(
        `SELECT ${POST}, ${OWNER} ${WITH_OWNER} WHERE ${PUBLISHED} ${NEWEST}`
      ).map(toPost),

    listPostsWithComments: async () =>
      all(
        `SELECT ${POST}, ${OWNER}, ${COMMENTS} ${WITH_OWNER} ` +
          `WHERE ${PUBLISHED} ${NEWEST}`
      ).map(toPost),

    readPost: async (id) => {
      const [post] = all(
        `SELECT ${POST}, p.body, p.updatedAt, ${OWNER},
          CASE WHEN p.published THEN ${COMMENTS.replace(' AS comments', '')}
          ELSE '[]' END AS comments ${WITH_OWNER}
        WHERE p.id = ? AND p.isDeleted = 0 AND (p.published = 1 OR p.ownerId = ?)`,
        id,
        author()
      )
      return post ? toPost(post) : null
    },

    listOwnPosts: async () =>
      all(
        `SELECT ${POST} FROM Post p WHERE p.ownerId = ? AND p.isDeleted = 0
          AND (p.published = 1 OR p.ownerId = ?) ${NEWEST}`,
        user()?.id,
        author()
      ).map(toPost),

    createComment: async (postId) =>
      written(
        `INSERT INTO Comment (name, body, postId, createdAt)
        SELECT ?, ?, p.id, ? FROM Post p
        WHERE p.id = ? AND p.isDeleted = 0 AND (p.published = 1 OR ?)
        RETURNING id, name, body`,
        NEW_COMMENT.name,
        NEW_COMMENT.body,
        timestamp(),
        postId,
        Number(isModerator())
      ),

    updatePost: async (id) => {
      const { published, ...row } = written(
        `UPDATE Post SET title = ?, updatedAt = ?
        WHERE id = ? AND isDeleted = 0 AND ownerId = ?
        RETURNING id, title, published`,
        NEW_TITLE,
        timestamp(),
        id,
        author()
      )
      return { ...row, published: published === 1 }
    },

    deleteComment: async (id) =>
      written(
        `DELETE FROM Comment WHERE id = ? AND ? AND NOT EXISTS (
          SELECT 1 FROM Post p WHERE p.id = postId AND p.isDeleted
        ) RETURNING id`,
        id,
        Number(isModerator())
      ),

    createPost: async () =>
      written(
        `INSERT INTO Post (title, body, ownerId, createdAt, updatedAt)
        SELECT ?, '', u.id, ?, ? FROM User u WHERE u.id = ? RETURNING id`,
        NEW_TITLE,
        timestamp(),
        timestamp(),
        author()
      ),
  }
}
