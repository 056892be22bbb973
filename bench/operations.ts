import {
  deletedPost,
  draft,
  postOfAnother,
  postOfFirstWriter,
  publishedPost,
  spareComment,
  userWith,
} from './workload'

/** One thing that a request does, as `context.currentUser`, to the row `id`. */
type Operation = (id: number) => Promise<unknown>

/** A way to do all of them under the rules of schema.zmodel. */
export interface Contender {
  /** 20 published posts with their owners. */
  listPosts: Operation
  /** The same with their comments. */
  listPostsWithComments: Operation
  /** One post with its owner and comments, or null. */
  readPost: Operation
  /** 20 posts of one's own. */
  listOwnPosts: Operation
  createComment: Operation
  updatePost: Operation
  deleteComment: Operation
  createPost: Operation
}

type Role = 'reader' | 'writer' | 'moderator'

export interface Case {
  title: string
  act: keyof Contender
  role: Role
  /** The id of the nth row to do it to. */
  id: (n: number) => number
  isWrite?: true
  isRefused?: true
}

const noRow = () => 0

/** What is measured. */
export const MEASURED = {
  Q1: {
    title: 'list 20 posts + owner',
    act: 'listPosts',
    role: 'reader',
    id: noRow,
  },
  Q2: {
    title: 'list + comments',
    act: 'listPostsWithComments',
    role: 'reader',
    id: noRow,
  },
  Q3: {
    title: 'one post, whole',
    act: 'readPost',
    role: 'reader',
    id: publishedPost,
  },
  Q4: {
    title: 'own posts',
    act: 'listOwnPosts',
    role: 'writer',
    id: noRow,
  },
  M1: {
    title: 'create comment',
    act: 'createComment',
    role: 'reader',
    id: publishedPost,
    isWrite: true,
  },
  M2: {
    title: 'update own post',
    act: 'updatePost',
    role: 'writer',
    id: postOfFirstWriter,
    isWrite: true,
  },
  M3: {
    title: 'delete comment',
    act: 'deleteComment',
    role: 'moderator',
    id: spareComment,
    isWrite: true,
  },
  // A refusal for the role alone takes no statement, by hand or by rules.
  D1: {
    title: 'denied create',
    act: 'createComment',
    role: 'reader',
    id: draft,
    isWrite: true,
    isRefused: true,
  },
} as const satisfies Record<string, Case>

export type Measured = keyof typeof MEASURED

/** What all contenders must answer alike, besides. */
export const EDGES: Case[] = [
  { title: 'a draft is not there', act: 'readPost', role: 'reader', id: draft },
  {
    title: 'nor what is deleted',
    act: 'readPost',
    role: 'writer',
    id: deletedPost,
  },
  {
    title: 'its owner reads a draft',
    act: 'readPost',
    role: 'writer',
    id: () => 10,
  },
  ...(
    [
      ['createPost', 'reader', noRow],
      ['createPost', 'moderator', noRow],
      ['updatePost', 'writer', postOfAnother],
      ['updatePost', 'writer', deletedPost],
      ['updatePost', 'reader', publishedPost],
      ['deleteComment', 'reader', spareComment],
      ['createComment', 'moderator', deletedPost],
    ] as const
  ).map(([act, role, id]) => ({
    title: `${act} as ${role}`,
    act,
    role,
    id,
    isWrite: true as const,
    isRefused: true as const,
  })),
]

export const userOf = ({ role }: Case) => userWith(role)
