import { userWith } from '../../../workload'
import type { Dialect } from '../../dialect'

/*
 * What is asked of PostGraphile, whose schema is that of the tables, in place of the
 * app's own operations; and its answers as the app would give them.
 */

const POST =
  'id: rowId title published createdAt owner: userByOwnerId { id: rowId name }'
const COMMENTS = `comments: commentsByPostIdList(orderBy: ROW_ID_ASC) {
  id: rowId name body postId createdAt
}`
const listOf = (condition: string, selection: string) =>
  `allPostsList(first: 20, orderBy: ROW_ID_DESC, condition: { ${condition} }) { ${selection} }`

const CREATE = `mutation ($comment: CommentInput!) {
  createComment(input: { comment: $comment }) { row: comment { id: rowId name body } }
}`

const QUERIES: Record<string, string> = {
  Q1: `{ posts: ${listOf('published: true', POST)} }`,
  Q2: `{ posts: ${listOf('published: true', `${POST} ${COMMENTS}`)} }`,
  Q3: `query ($id: Int!) {
    post: postByRowId(rowId: $id) { ${POST} body updatedAt ${COMMENTS} }
  }`,
  Q4: `query ($me: Int!) {
    myPosts: ${listOf('ownerId: $me', 'id: rowId title published createdAt')}
  }`,
  M1: CREATE,
  M2: `mutation ($id: Int!, $patch: PostPatch!) {
    updatePost: updatePostByRowId(input: { rowId: $id, postPatch: $patch }) {
      row: post { id: rowId title published }
    }
  }`,
  M3: `mutation ($id: Int!) {
    deleteComment: deleteCommentByRowId(input: { rowId: $id }) {
      row: comment { id: rowId }
    }
  }`,
  D1: CREATE,
}

/** What a mutation answers is around the row. */
const withoutPayload = (value: unknown) =>
  value !== null && typeof value === 'object' && 'row' in value
    ? value.row
    : value

/** Columns without a time zone mean UTC. */
const inUtc = (key: string, value: unknown) =>
  key.endsWith('At') ? new Date(`${String(value)}Z`).toISOString() : value

/** PostGraphile's own way to ask the same; it does not say why it refuses. */
export const POSTGRAPHILE: Dialect = {
  bodyOf: ({ name, variables }, n) => {
    const { id, input = {} } = (variables?.(n) ?? {}) as {
      id?: number
      input?: object
    }
    // It has no words for a date that changes with the row.
    const patch = { ...input, updatedAt: new Date().toISOString() }
    return JSON.stringify({
      query: QUERIES[name],
      variables: { id, comment: input, patch, me: userWith('writer').id },
    })
  },
  dataOf: (data) =>
    JSON.parse(JSON.stringify(data), (key, value) =>
      withoutPayload(inUtc(key, value))
    ),
}
