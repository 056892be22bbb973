import type { PrismaClient } from '@prisma/client'

import { authDb } from 'src/lib/authDb'
import { clientOf } from 'src/testing/client'
import { anotherClient } from 'src/testing/clients'
import {
  execute,
  rawDb,
  turns,
  unlessRefused,
  watched,
  whileAnotherProcess,
} from 'src/testing/races'
import type { Race } from 'src/testing/races'
import { ACTORS, POSTS, actAs, setScene } from 'src/testing/world'

/*
 * What is done while the right to do it is being taken away. The database tells
 * of each write that it made whether it was rightful then (testing/races.ts).
 */

const ROUNDS = 160
const TIMES = 80
/** A write of several statements takes about as many. */
const TURNS = 800
/** How often a race is run again in which one side was always first. */
const TRIES = 20
const LONG_MS = 120_000

beforeEach(setScene)

type Client = ReturnType<typeof authDb>
type Writes = (client: Client) => Promise<unknown>

interface Contest extends Race {
  actor: 'reader' | 'owner' | 'moderator'
  /** Sets the scene for one round. */
  begin?: () => Promise<unknown>
  /** Of one statement. */
  write: Writes
  /** Of several statements, in a transaction. */
  others: Writes[]
  /** The same by hand: to look first and to act then. */
  carelessly: () => Promise<unknown>
}

const { id } = POSTS.published
const where = { id }
const words = { name: 'Re', body: 'Hm.' }

const roleTide = (actor: 'owner' | 'moderator') => {
  const become = (role: string) =>
    `UPDATE "User" SET "roles" = '${role}' WHERE "id" = ${ACTORS[actor].id}`
  return { rise: become(ACTORS[actor].roles), fall: become('reader') }
}

const hasRole = (actor: 'owner' | 'moderator') =>
  `(SELECT "roles" = '${ACTORS[actor].roles}' FROM "User"
    WHERE "id" = ${ACTORS[actor].id})`

const isStill = async (actor: 'owner' | 'moderator') =>
  (await rawDb.user.count({
    where: { id: ACTORS[actor].id, roles: ACTORS[actor].roles },
  })) > 0

const addComment = () =>
  rawDb.comment.create({ data: { ...words, postId: id } })

const contests: [string, Contest][] = [
  [
    'No comment is made on a post that is unpublished',
    {
      actor: 'reader',
      tide: {
        rise: `UPDATE "Post" SET "published" = true WHERE "id" = ${id}`,
        fall: `UPDATE "Post" SET "published" = false WHERE "id" = ${id}`,
      },
      writes: 'AFTER INSERT ON "Comment"',
      isRightful: `(SELECT "published" FROM "Post" WHERE "id" = NEW."postId")`,
      write: (client) =>
        client.comment.create({ data: { ...words, postId: id } }),
      others: [
        (client) =>
          client.comment.create({
            data: { ...words, post: { connect: where } },
          }),
        (client) =>
          client.comment.create({
            data: { ...words, postId: id },
            include: { post: true },
          }),
        (client) =>
          client.comment.createMany({
            data: [
              { ...words, postId: id },
              { ...words, postId: id },
            ],
          }),
      ],
      carelessly: async () => {
        // Not findUnique, which waits for others to be found along with it.
        const post = await rawDb.post.findFirst({
          where: { id, published: true },
        })
        return post && addComment()
      },
    },
  ],
  [
    'No post is edited by who is no writer',
    {
      actor: 'owner',
      tide: roleTide('owner'),
      writes: 'AFTER UPDATE OF "title" ON "Post"',
      isRightful: hasRole('owner'),
      write: (client) =>
        client.post.update({ where, data: { title: 'Changed' } }),
      others: [
        (client) => client.post.updateMany({ data: { title: 'Changed' } }),
        (client) =>
          client.post.update({
            where,
            data: { title: 'Changed' },
            include: { owner: true },
          }),
        (client) =>
          client.post.upsert({
            where,
            create: { title: 'New', body: '' },
            update: { title: 'Changed' },
          }),
      ],
      carelessly: async () =>
        (await isStill('owner')) &&
        rawDb.post.update({ where, data: { title: 'Changed' } }),
    },
  ],
  [
    'No comment is deleted by who is no moderator',
    {
      actor: 'moderator',
      begin: addComment,
      tide: roleTide('moderator'),
      writes: 'BEFORE DELETE ON "Comment"',
      isRightful: hasRole('moderator'),
      write: (client) => client.comment.deleteMany({ where: { postId: id } }),
      others: [
        async (client) => {
          const last = await rawDb.comment.findFirst({
            where: { postId: id },
            orderBy: { id: 'desc' },
          })
          return last && client.comment.delete({ where: { id: last.id } })
        },
        (client) =>
          client.comment.deleteMany({ where: { post: { published: true } } }),
      ],
      carelessly: async () =>
        (await isStill('moderator')) &&
        rawDb.comment.deleteMany({ where: { postId: id } }),
    },
  ],
]

/**
 * By how many turns a write is ahead of the fall: a third of all rounds, it is
 * behind. How much work is done in a turn differs a thousandfold from a quiet
 * machine to a busy one, and so short leads are tried as often as long ones.
 */
const leadOf = (round: number) => {
  const lead = Math.round(TURNS ** Math.random())
  return round % 3 === 0 ? -lead : lead
}

/** Each write, with the tide falling before, after, and at moments between. */
const inOneProcess = async (
  { actor, tide, begin }: Contest,
  writes: Writes[],
  others: PrismaClient
) => {
  const outcomes: unknown[] = []
  for (let round = 0; round < ROUNDS; round++) {
    await begin?.()
    actAs(actor)
    const client = authDb()
    const write = writes[Math.floor(round / 3) % writes.length]
    const ahead = leadOf(round)
    const [outcome] = await Promise.all([
      turns(-ahead).then(() => unlessRefused(write(client))),
      turns(ahead).then(() => execute(tide.fall, others)),
    ])
    outcomes.push(outcome)
    await execute(tide.rise)
  }
  return outcomes
}

const whileOthersTurn = async (
  { actor, tide, begin }: Contest,
  writes: Writes[]
) => {
  const outcomes: unknown[] = []
  await whileAnotherProcess(tide, TIMES, async (round) => {
    await begin?.()
    actAs(actor)
    outcomes.push(await unlessRefused(writes[round % writes.length](authDb())))
  })
  return outcomes
}

interface Seen {
  rightful: number
  wrongful: number
  outcomes: unknown[]
}

/** Runs a race, again while chance has not yet brought about what is waited for. */
const raced = async (
  contest: Contest,
  race: () => Promise<unknown[]>,
  isEnough: (seen: Seen) => boolean
): Promise<Seen> => {
  const seen: Seen = { rightful: 0, wrongful: 0, outcomes: [] }
  for (let tries = 0; tries < TRIES && !isEnough(seen); tries++) {
    const { rightful, wrongful } = await watched(contest, async () => {
      seen.outcomes.push(...(await race()))
    })
    seen.rightful += rightful
    seen.wrongful += wrongful
  }
  return seen
}

describe.each(contests)('%s', (_what, contest) => {
  const { write, others, carelessly } = contest
  const another = anotherClient()
  afterAll(() => another.$disconnect())

  const expectNoWrong = async (race: () => Promise<unknown[]>) => {
    const { rightful, wrongful, outcomes } = await raced(
      contest,
      race,
      (seen) =>
        seen.wrongful > 0 ||
        (seen.rightful > 0 && seen.outcomes.includes('refused'))
    )
    expect(wrongful).toBe(0)
    // Each was first at times.
    expect(rightful).toBeGreaterThan(0)
    expect(outcomes).toContain('refused')
  }

  it(
    'by requests of one process',
    () => expectNoWrong(() => inOneProcess(contest, [write, ...others], rawDb)),
    LONG_MS
  )

  it(
    'by clients with connections of their own',
    () => expectNoWrong(() => inOneProcess(contest, [write], another)),
    LONG_MS
  )

  it(
    'by two processes',
    () => expectNoWrong(() => whileOthersTurn(contest, [write, ...others])),
    LONG_MS
  )

  it.each([
    ['one process', inOneProcess],
    ['two processes', whileOthersTurn],
  ])(
    'or it would be noticed, as where one looks first and acts then, in %s',
    async (_where, race) => {
      const { wrongful } = await raced(
        contest,
        () => race(contest, [carelessly], rawDb),
        (seen) => seen.wrongful > 0
      )
      expect(wrongful).toBeGreaterThan(0)
    },
    LONG_MS
  )
})

describe('Over GraphQL, with a session', () => {
  const [, edits] = contests[1]

  it(
    'no post is edited by who is no writer any more',
    async () => {
      const owner = await clientOf('owner')
      const edit = `mutation { updatePost(id: ${id}, input: { title: "Changed" }) { id } }`
      const edited = async () => {
        const codes: unknown[] = []
        await whileAnotherProcess(edits.tide, TIMES, async () => {
          const { errors } = await owner(edit)
          codes.push(errors?.[0].extensions?.code)
        })
        return codes
      }
      const { rightful, wrongful, outcomes } = await raced(
        edits,
        edited,
        (seen) =>
          seen.wrongful > 0 ||
          (seen.rightful > 0 && seen.outcomes.includes('FORBIDDEN'))
      )
      expect(wrongful).toBe(0)
      expect(rightful).toBeGreaterThan(0)
      expect(new Set(outcomes)).toEqual(new Set([undefined, 'FORBIDDEN']))
    },
    LONG_MS
  )
})
