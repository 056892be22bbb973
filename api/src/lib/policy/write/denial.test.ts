import fs from 'node:fs'
import path from 'node:path'

import { getPaths } from '@redwoodjs/project-config'

import { authDb } from 'src/lib/authDb'
import { env } from 'src/lib/env'
import { clientOf } from 'src/testing/client'
import { rawDb } from 'src/testing/races'
import { ACTORS, POSTS, actAs, setScene } from 'src/testing/world'

import { policy } from '../../appPolicy'
import { enhance } from '../enhance'
import type { Verdict } from '../explain'

beforeEach(setScene)

type Client = ReturnType<typeof authDb>

const where = { id: POSTS.published.id }

/** A rule of schema.zmodel by its text, and by more of its line if others say so too. */
const rule = (text: string, verdict: Verdict, inLine = text) => {
  const lines = fs
    .readFileSync(path.join(getPaths().base, 'schema.zmodel'), 'utf8')
    .split('\n')
  return {
    effect: /@allow/.test(text) ? 'allow' : 'deny',
    verdict,
    source: {
      file: 'schema.zmodel',
      line: lines.findIndex((line) => line.includes(inLine)) + 1,
      text: expect.stringContaining(text),
    },
  }
}

const DELETED = `@@deny('all', isDeleted)`
const OWN = `@@allow('read,update,delete', auth().id == ownerId)`
const CREATE = `@@allow('create', auth().id == ownerId`
const NO_WRITER = `@@deny('create,update,delete', !(auth().roles`
const FIXED = `@allow('update', false)`

interface Attempt {
  actor: 'anonymous' | 'reader' | 'stranger' | 'owner'
  operation: 'create' | 'update' | 'delete'
  act: (client: Client) => Promise<unknown>
  rules: unknown[]
}

const attempts: [string, Attempt][] = [
  [
    'An update',
    {
      actor: 'stranger',
      operation: 'update',
      act: (client) => client.post.update({ where, data: { title: 'Mine' } }),
      rules: [
        rule(DELETED, 'does not apply'),
        rule(NO_WRITER, 'does not apply'),
        rule(OWN, 'does not apply'),
      ],
    },
  ],
  [
    'An update by a visitor',
    {
      actor: 'anonymous',
      operation: 'update',
      act: (client) => client.post.update({ where, data: { title: 'Mine' } }),
      rules: [
        rule(DELETED, 'does not apply'),
        rule(NO_WRITER, 'unknown'),
        rule(OWN, 'unknown'),
      ],
    },
  ],
  [
    'An update of a field',
    {
      actor: 'owner',
      operation: 'update',
      act: (client) => client.post.update({ where, data: { ownerId: 4 } }),
      rules: [
        rule(DELETED, 'does not apply'),
        rule(NO_WRITER, 'does not apply'),
        rule(OWN, 'applies'),
        rule(FIXED, 'does not apply', 'ownerId        Int'),
      ],
    },
  ],
  [
    'A deletion',
    {
      actor: 'stranger',
      operation: 'delete',
      act: (client) => client.post.delete({ where }),
      rules: [
        rule(DELETED, 'does not apply'),
        rule(NO_WRITER, 'does not apply'),
        rule(OWN, 'does not apply'),
      ],
    },
  ],
  [
    'A creation',
    {
      actor: 'reader',
      operation: 'create',
      act: (client) => client.post.create({ data: { title: 'New', body: '' } }),
      rules: [
        rule(DELETED, 'does not apply'),
        rule(NO_WRITER, 'applies'),
        rule(CREATE, 'applies'),
      ],
    },
  ],
]

const errorOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => {
      throw new Error('It was not denied')
    },
    (error) => error
  )

describe.each(attempts)('%s that is denied', (_what, attempt) => {
  const { actor, operation, act, rules } = attempt
  const message = `Denied by the rules: ${operation} Post`
  const meta = {
    reason: 'ACCESS_POLICY_VIOLATION',
    modelName: 'Post',
    operation,
  }

  it('names each rule that was considered, with its place and verdict', async () => {
    actAs(actor)
    const error = await errorOf(act(authDb()))
    expect(error).toMatchObject({ code: 'P2004' })
    expect(error.meta).toEqual({ ...meta, rules })
    const told = error.meta.rules.map(
      ({ effect, verdict, source }: ReturnType<typeof rule>) =>
        `  ${effect} schema.zmodel:${source.line} ${source.text}: ${verdict}`
    )
    expect(error.message).toBe([message, ...told].join('\n'))
  })

  it('names none in production', async () => {
    const production = jest.replaceProperty(env, 'isProduction', true)
    try {
      actAs(actor)
      const error = await errorOf(act(authDb()))
      expect(error).toMatchObject({ code: 'P2004', message })
      expect(error.meta).toEqual(meta)
    } finally {
      production.restore()
    }
  })

  it('names none if not told to', async () => {
    const user = ACTORS[actor]
    const client = enhance(rawDb, { policy, user }) as Client
    const error = await errorOf(act(client))
    expect(error).toMatchObject({ code: 'P2004', message })
    expect(error.meta).toEqual(meta)
  })
})

describe('Over GraphQL, a denial says nothing of the rules', () => {
  it.each([
    ['an update', `updatePost(id: ${where.id}, input: { title: "Mine" })`],
    ['a deletion', `deletePost(id: ${where.id})`],
    ['a creation', 'createPost(input: { title: "New", body: "" })'],
  ])('%s', async (_what, mutation) => {
    const reader = await clientOf('reader')
    const response = await reader(`mutation { ${mutation} { id } }`)
    // All of it: no message, no code and no field beyond these.
    expect(response).toEqual({
      data: null,
      errors: [
        {
          message: 'You may not do this.',
          locations: expect.any(Array),
          path: [mutation.split('(')[0]],
          extensions: { code: 'FORBIDDEN' },
        },
      ],
    })
  })
})
