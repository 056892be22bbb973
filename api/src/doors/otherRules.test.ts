import fs from 'node:fs'
import path from 'node:path'

import { policy } from 'src/lib/appPolicy'
import { compileTexts } from 'src/testing/compiling'
import { restOf, rpcOf } from 'src/testing/doors'
import { openDoor } from 'src/testing/server'
import type { Door } from 'src/testing/server'
import { POSTS, changeBodies, setTeamScene } from 'src/testing/world'
import type { Person } from 'src/testing/world'

/*
 * What schema.zmodel does not say, and could: a body that is omitted, and a rule
 * about what becomes of a post beside denies that say nothing of that. It is
 * compiled with these words, and enforced by the doors of this process.
 */

const SCHEMA = path.resolve(__dirname, '../../../schema.zmodel')

const WORDS: [string, string][] = [
  [
    'body      String   @length(0, 100000',
    'body String @omit @length(0, 100000',
  ],
  [
    "@@allow('read', published)\n}",
    "@@allow('read', published)\n@@allow('update', future().published)\n}",
  ],
]

let door: Door

beforeAll(async () => {
  let text = fs.readFileSync(SCHEMA, 'utf8')
  for (const [before, after] of WORDS) {
    expect(text.split(before)).toHaveLength(2)
    text = text.replace(before, after)
  }
  const compiled = await compileTexts({ 'schema.zmodel': text })
  Object.assign(policy.models, compiled.policy.models)
  door = await openDoor('ours')
})

afterAll(() => door.close())

beforeEach(setTeamScene)

const CHANGED = { startsWith: 'Changed' }

describe('A field that is omitted is nobody’s, its owner’s neither', () => {
  test.each<[string, object, number]>([
    ['findMany', { where: { body: CHANGED } }, 403],
    ['findMany', { where: { AND: [{ body: CHANGED }] } }, 403],
    ['findMany', { where: { OR: [{ NOT: { body: CHANGED } }] } }, 403],
    [
      'count',
      { where: { owner: { posts: { some: { body: CHANGED } } } } },
      403,
    ],
    ['findMany', { orderBy: { body: 'asc' } }, 403],
    ['findMany', { distinct: ['body'] }, 403],
    ['aggregate', { _max: { body: true } }, 403],
    ['aggregate', { _count: { body: true } }, 403],
    ['groupBy', { by: ['body'] }, 403],
    ['groupBy', { by: ['id'], having: { body: { _max: CHANGED } } }, 403],
    ['findMany', { orderBy: { id: 'asc' } }, 200],
    [
      'findMany',
      { select: { id: true, body: true }, orderBy: { id: 'asc' } },
      200,
    ],
  ])('over RPC: %s of %j', async (operation, args, status) => {
    const ask = async () => {
      const answer = await rpcOf(door, 'owner')(`post/${operation}`, args)
      return { status: answer.status, body: answer.body }
    }
    const before = await ask()
    expect(before.status).toBe(status)
    expect(JSON.stringify(before.body)).not.toContain('The draft post.')
    await changeBodies()
    expect(await ask()).toEqual(before)
  })

  test.each<[string, number]>([
    ['post?filter[body$startsWith]=Changed', 403],
    ['comment?filter[post][body$startsWith]=Changed', 403],
    ['user?filter[posts][body$not]=x', 403],
    ['post?sort=-body', 403],
    ['comment?sort=post.body', 403],
    ['post?fields[post]=title,body', 200],
    ['post/2', 200],
  ])('over REST: %s', async (address, status) => {
    const ask = async () => {
      const answer = await restOf(door, 'owner')(address)
      return { status: answer.status, body: answer.body }
    }
    const before = await ask()
    expect(before.status).toBe(status)
    expect(JSON.stringify(before.body)).not.toContain('The draft post.')
    await changeBodies()
    expect(await ask()).toEqual(before)
  })

  it('what is written is not told either', async () => {
    const created = await rpcOf(door, 'owner')('post/create', {
      data: { title: 'Hello', body: 'Words.' },
    })
    expect(created.status).toBe(201)
    expect(created.body.data).not.toHaveProperty('body')
  })
})

describe('A rule about what becomes of a post does not open what is denied', () => {
  test.each<[string, Person, number, object, number]>([
    // future().published allows it.
    ['a writer edits what stays published', 'stranger', 1, { title: 'x' }, 200],
    [
      'a writer does not unpublish it',
      'stranger',
      1,
      { published: false },
      403,
    ],
    // @@deny of who is no writer, and of what is deleted.
    ['a reader edits nothing', 'reader', 1, { title: 'x' }, 403],
    ['a visitor edits nothing', 'anonymous', 1, { title: 'x' }, 401],
    ['a deleted post stays', 'owner', POSTS.deleted.id, { title: 'x' }, 404],
    [
      'who is no writer any more',
      'reader',
      POSTS.former.id,
      { title: 'x' },
      404,
    ],
    // Rules of its fields.
    ['a post stays its owner’s', 'stranger', 1, { ownerId: 4 }, 403],
  ])('%s', async (_name, actor, id, data, status) => {
    const overRpc = await rpcOf(door, actor)('post/update', {
      where: { id },
      data,
    })
    await setTeamScene()
    const overRest = await restOf(door, actor)(`post/${id}`, {
      method: 'PATCH',
      body: { data: { type: 'post', attributes: data } },
    })
    expect([overRpc.status, overRest.status]).toEqual([status, status])
  })
})
