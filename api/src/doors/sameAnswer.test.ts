import { authDb } from 'src/lib/authDb'
import { clientOf } from 'src/testing/client'
import { restOf, rpcOf } from 'src/testing/doors'
import type { Request, Response } from 'src/testing/doors'
import { outcomeOf, policyTable } from 'src/testing/policyTable'
import type { Outcome } from 'src/testing/policyTable'
import { openDoor } from 'src/testing/server'
import type { Door } from 'src/testing/server'
import { commentOn, postOf, setTeamScene } from 'src/testing/world'
import type { AnyPost, Person } from 'src/testing/world'

let door: Door

beforeAll(async () => {
  door = await openDoor('ours')
})

afterAll(() => door.close())

beforeEach(setTeamScene)

/** The same act, in the words of each door. */
interface Act {
  authDb: () => Promise<unknown>
  graphql: string
  rpc: [path: string, args: object]
  rest: [path: string, request?: Request]
}

const HELLO = { title: 'Hello', body: 'Words.' }
const COMMENT = { name: 'Di', body: 'Hi.' }

const patch = (type: string, attributes: object): Request => ({
  method: 'PATCH',
  body: { data: { type, attributes } },
})
const create = (type: string, attributes: object): Request => ({
  method: 'POST',
  body: { data: { type, attributes } },
})

const ACTS: Record<string, (post: AnyPost) => Act> = {
  read: (post) => {
    const where = { id: postOf(post).id }
    return {
      authDb: () => authDb().post.findUnique({ where }),
      graphql: `{ it: post(id: ${where.id}) { id } }`,
      rpc: ['post/findUnique', { where }],
      rest: [`post/${where.id}`],
    }
  },
  create: () => ({
    authDb: () => authDb().post.create({ data: HELLO }),
    graphql:
      'mutation { it: createPost(input: { title: "Hello", body: "Words." }) { id } }',
    rpc: ['post/create', { data: HELLO }],
    rest: ['post', create('post', HELLO)],
  }),
  update: (post) => {
    const where = { id: postOf(post).id }
    const data = { title: 'New' }
    return {
      authDb: () => authDb().post.update({ where, data }),
      graphql: `mutation { it: updatePost(id: ${where.id}, input: { title: "New" }) { id } }`,
      rpc: ['post/update', { where, data }],
      rest: [`post/${where.id}`, patch('post', data)],
    }
  },
  delete: (post) => {
    const where = { id: postOf(post).id }
    return {
      authDb: () => authDb().post.delete({ where }),
      graphql: `mutation { it: deletePost(id: ${where.id}) { id } }`,
      rpc: ['post/delete', { where }],
      rest: [`post/${where.id}`, { method: 'DELETE' }],
    }
  },
  comment: (post) => {
    const data = { ...COMMENT, postId: postOf(post).id }
    return {
      authDb: () => authDb().comment.create({ data }),
      graphql: `mutation { it: createComment(input: { postId: ${data.postId}, name: "Di", body: "Hi." }) { id } }`,
      rpc: ['comment/create', { data }],
      rest: ['comment', create('comment', data)],
    }
  },
  moderate: (post) => {
    const where = { id: commentOn(post) }
    return {
      authDb: () => authDb().comment.delete({ where }),
      graphql: `mutation { it: deleteComment(id: ${where.id}) { id } }`,
      rpc: ['comment/delete', { where }],
      rest: [`comment/${where.id}`, { method: 'DELETE' }],
    }
  },
}

const cells = policyTable(`
  state      operation  anonymous reader moderator owner stranger admin member insider rival
  published  read       yes       yes    yes       yes   yes      yes   yes    yes     yes
  draft      read       -         -      -         yes   -        -     -      -       -
  deleted    read       -         -      -         -     -        -     -      -       -
  open       read       -         -      -         yes   -        -     yes    yes     -
  shared     read       -         -      -         yes   -        -     -      yes     -
  published  create     no        no     no        yes   yes      yes   no     no      yes
  published  update     no        no     no        yes   no       no    no     no      no
  draft      update     -         -      -         yes   -        -     -      -       -
  open       update     -         -      -         yes   -        -     no     no      -
  deleted    update     -         -      -         -     -        -     -      -       -
  published  delete     no        no     no        yes   no       no    no     no      no
  shared     delete     -         -      -         yes   -        -     -      no      -
  published  comment    yes       yes    yes       yes   yes      yes   yes    yes     yes
  published  moderate   no        no     yes       no    no       no    no     no      no
  draft      moderate   -         -      yes       -     -        -     -      -       -
`)

const ofStatus = ({ status, body }: Response): Outcome | number => {
  const isEmpty = body !== undefined && body.data === null
  if (status >= 200 && status < 300) {
    return isEmpty ? '-' : 'yes'
  }
  return status === 401 || status === 403 ? 'no' : status === 404 ? '-' : status
}

const overGraphQL = async (actor: Person, query: string) => {
  const { data, errors } = await (await clientOf(actor))(query)
  const code = errors?.[0].extensions?.code
  const outcomes: Record<string, Outcome> = {
    FORBIDDEN: 'no',
    UNAUTHENTICATED: 'no',
    NOT_FOUND: '-',
  }
  return code ? (outcomes[code] ?? code) : data?.it ? 'yes' : '-'
}

describe('The same answer comes through every door', () => {
  test.each(
    cells.map(
      (cell) =>
        [
          `${cell.operation} ${cell.state} as ${cell.actor}: ${cell.expected}`,
          cell,
        ] as const
    )
  )('%s', async (_name, { state, operation, actor, expected }) => {
    const act = ACTS[operation](state as AnyPost)
    const outcomes: Record<string, unknown> = {}
    outcomes.authDb = await outcomeOf(actor, act.authDb)
    await setTeamScene()
    outcomes.GraphQL = await overGraphQL(actor, act.graphql)
    await setTeamScene()
    outcomes.RPC = ofStatus(await rpcOf(door, actor)(...act.rpc))
    await setTeamScene()
    outcomes.REST = ofStatus(await restOf(door, actor)(...act.rest))
    expect(outcomes).toEqual({
      authDb: expected,
      GraphQL: isAskedToLogIn(actor, operation) ? 'no' : expected,
      RPC: expected,
      REST: expected,
    })
  })
})

/** GraphQL asks visitors to log in before it looks at what they would change. */
const isAskedToLogIn = (actor: Person, operation: string) =>
  actor === 'anonymous' && !/read|comment/.test(operation)
