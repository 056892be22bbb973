import {
  draft,
  NEW_COMMENT,
  NEW_TITLE,
  postOfFirstWriter,
  publishedPost,
  spareComment,
} from '../workload'

const POST = 'id title published createdAt owner { id name }'
const COMMENTS = 'comments { id name body postId createdAt }'
const CREATE = `mutation ($input: CreateCommentInput!) {
  createComment(input: $input) { id name body }
}`

type Role = 'reader' | 'writer' | 'moderator'

/** What is asked over HTTP, by whom, and of which rows. */
export interface Operation {
  title: string
  role: Role
  query: string
  /** Of the nth time. */
  variables?: (n: number) => Record<string, unknown>
  isWrite?: true
  /** A visitor may ask it too, and is measured besides. */
  isPublic?: true
}

const commentOn = (postId: number) => ({ input: { ...NEW_COMMENT, postId } })

const OPERATIONS: Record<string, Operation> = {
  Q1: {
    title: 'list 20 + owner',
    role: 'reader',
    query: `{ posts(first: 20) { ${POST} } }`,
    isPublic: true,
  },
  Q2: {
    title: 'list + comments',
    role: 'reader',
    query: `{ posts(first: 20) { ${POST} ${COMMENTS} } }`,
    isPublic: true,
  },
  Q3: {
    title: 'one post, whole',
    role: 'reader',
    query: `query ($id: Int!) {
      post(id: $id) { ${POST} body updatedAt ${COMMENTS} }
    }`,
    variables: (n) => ({ id: publishedPost(n) }),
    isPublic: true,
  },
  Q4: {
    title: 'own posts',
    role: 'writer',
    query: '{ myPosts(first: 20) { id title published createdAt } }',
  },
  M1: {
    title: 'create comment',
    role: 'reader',
    query: CREATE,
    variables: (n) => commentOn(publishedPost(n)),
    isWrite: true,
    isPublic: true,
  },
  M2: {
    title: 'update own post',
    role: 'writer',
    query: `mutation ($id: Int!, $input: UpdatePostInput!) {
      updatePost(id: $id, input: $input) { id title published }
    }`,
    variables: (n) => ({
      id: postOfFirstWriter(n),
      input: { title: NEW_TITLE },
    }),
    isWrite: true,
  },
  M3: {
    title: 'delete comment',
    role: 'moderator',
    query: 'mutation ($id: Int!) { deleteComment(id: $id) { id } }',
    variables: (n) => ({ id: spareComment(n) }),
    isWrite: true,
  },
  D1: {
    title: 'denied create',
    role: 'reader',
    query: CREATE,
    variables: (n) => commentOn(draft(n)),
    isWrite: true,
    isPublic: true,
  },
}

/** One line of the results: an operation as somebody. */
export interface Task extends Operation {
  name: string
  isSignedIn: boolean
}

export const TASKS: Task[] = Object.entries(OPERATIONS).flatMap(
  ([name, operation]) =>
    [true, ...(operation.isPublic ? [false] : [])].map((isSignedIn) => ({
      ...operation,
      name,
      isSignedIn,
    }))
)

/** What a client sends the nth time. */
export const bodyOf = ({ query, variables }: Operation, n: number) =>
  JSON.stringify({ query, variables: variables?.(n) })
