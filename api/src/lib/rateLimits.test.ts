import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

import { addApiToken } from 'src/testing/apiTokens'
import { clientOf, clientThrough, codeOf, postAuth } from 'src/testing/client'
import { openDoor } from 'src/testing/server'
import type { Door } from 'src/testing/server'
import { ACTORS, POSTS, setScene } from 'src/testing/world'

import { countCreating } from './admission'
import { LIMITS, TooManyRequests, count, forget, uncount } from './rateLimits'
import type { Limit } from './rateLimits'
import { countsInRedis, sharedCounts } from './sharedCounts'

beforeEach(setScene)

/** Lets something be done as often as this while a test runs. */
const atMost = async (
  limit: Limit,
  most: number,
  test: () => Promise<void>
) => {
  const before = LIMITS[limit].most
  LIMITS[limit].most = most
  try {
    await test()
  } finally {
    LIMITS[limit].most = before
  }
}

let people = 0
/** Somebody of whom nothing has been counted yet. */
const somebody = () => `somebody ${process.pid} ${++people}`

const refusals = async (times: number, act: () => Promise<unknown>) => {
  let refused = 0
  for (let time = 0; time < times; time++) {
    await act().catch((error: unknown) => {
      expect(error).toBeInstanceOf(TooManyRequests)
      refused++
    })
  }
  return refused
}

describe('A limit', () => {
  test.each([1, 3, 20, 50])('of %i is that exactly', (most) =>
    atMost('comments', most, async () => {
      const who = somebody()
      expect(await refusals(most, () => count('comments', who))).toBe(0)
      expect(await refusals(3, () => count('comments', who))).toBe(3)
      expect(await refusals(1, () => count('comments', somebody()))).toBe(0)
      expect(await refusals(1, () => count('contacts', who))).toBe(0)
    })
  )

  it('counts several at once', () =>
    atMost('comments', 10, async () => {
      const who = somebody()
      expect(await refusals(1, () => count('comments', who, 11))).toBe(1)
    }))

  it('tells how long to wait', () =>
    atMost('comments', 1, async () => {
      const who = somebody()
      await count('comments', who)
      await expect(count('comments', who)).rejects.toMatchObject({
        status: 429,
        message: 'Too many attempts. Try again in 15 minutes.',
        retryAfter: expect.any(Number),
      })
    }))

  test.each([10, 40])('of %i counts what is not taken back', (most) =>
    atMost('attempts', most, async () => {
      const who = somebody()
      expect(
        await refusals(3 * most, async () => {
          await count('attempts', who)
          await uncount('attempts', who)
        })
      ).toBe(0)
      await refusals(most + 1, () => count('attempts', who))
      await forget('attempts', who)
      expect(await refusals(most, () => count('attempts', who))).toBe(0)
    })
  )
})

/** What another process does that shares its counts with this one. */
const elsewhere = (limit: Limit, who: string, points: number) =>
  sharedCounts.add(`${limit} ${who}`, points, LIMITS[limit].seconds)

describe('Processes that share their counts', () => {
  it('allow together what one may allow', () =>
    atMost('attempts', 10, async () => {
      const who = somebody()
      await elsewhere('attempts', who, 6)
      expect(await refusals(4, () => count('attempts', who))).toBe(0)
      expect(await refusals(2, () => count('attempts', who))).toBe(2)
    }))

  it('know of much that is done elsewhere after a twentieth of it', () =>
    atMost('requests', 100, async () => {
      const who = somebody()
      await elsewhere('requests', who, 200)
      await refusals(5, () => count('requests', who))
      // Nobody waits for what is learned of others; of these alone, all are let in.
      let refused = 0
      for (let n = 0; n < 90 && refused === 0; n++) {
        await sleep(50)
        refused = await refusals(1, () => count('requests', who))
      }
      expect(refused).toBe(1)
    }))

  it('lose none that they count at the same time', async () => {
    const who = somebody()
    await Promise.all(
      Array.from({ length: 20 }, () => elsewhere('attempts', who, 1))
    )
    expect(await elsewhere('attempts', who, 1)).toMatchObject({ points: 21 })
  })

  it('begin again when the time is over', async () => {
    const key = somebody()
    await sharedCounts.add(key, 5, 1)
    await sleep(1100)
    expect(await sharedCounts.add(key, 1, 1)).toMatchObject({ points: 1 })
  })
})

const hasRedis = spawnSync('redis-server', ['--version']).status === 0

describe('Counts in Redis', () => {
  const port = 20_000 + (process.pid % 10_000)

  // Debian has it as redis-server.
  const whereRedisIs = hasRedis ? it : it.skip
  whereRedisIs('are shared, and begin again', async () => {
    const settings = ['--save', '', '--bind', '127.0.0.1', '--port', `${port}`]
    const server = spawn('redis-server', settings, { stdio: 'ignore' })
    await sleep(500)
    const one = countsInRedis(`redis://127.0.0.1:${port}`)
    const two = countsInRedis(`redis://127.0.0.1:${port}`)
    try {
      await one.add('a', 2, 1)
      const count = await two.add('a', 3, 1)
      expect(count.points).toBe(5)
      expect(count.msLeft).toBeGreaterThan(0)
      expect(count.msLeft).toBeLessThanOrEqual(1000)
      await one.forget('a')
      expect(await two.add('a', 1, 1)).toMatchObject({ points: 1 })
      await sleep(1100)
      expect(await one.add('a', 1, 1)).toMatchObject({ points: 1 })
    } finally {
      one.close()
      two.close()
      server.kill()
      await once(server, 'exit')
    }
  })

  it('are missed at once where none is', async () => {
    const counts = countsInRedis('redis://127.0.0.1:1')
    const start = Date.now()
    await expect(counts.add('a', 1, 1)).rejects.toThrow()
    expect(Date.now() - start).toBeLessThan(3000)
    counts.close()
  })
})

describe.each(['ours', "Redwood's"] as const)(
  'The GraphQL door, on the way that is %s,',
  (way) => {
    let door: Door
    beforeAll(async () => {
      door = await openDoor(way)
    })
    afterAll(() => door.close())

    const ask = (query: string, headers: Record<string, string> = {}) =>
      fetch(door.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      })

    const askUntilRefused = async (headers: Record<string, string>) => {
      for (let time = 0; time < 10; time++) {
        const response = await ask(time % 2 ? '{' : '{ posts { id } }', headers)
        if (response.status === 429) {
          return { time, response }
        }
      }
      throw new Error('Nothing was refused')
    }

    it('refuses whoever asks too often, whatever they ask', () =>
      atMost('requests', 6, async () => {
        await forget('requests', 'address 127.0.0.1')
        await forget('requests', `user ${ACTORS.owner.id}`)
        const { token } = await addApiToken('owner')
        const bearer = { authorization: `Bearer ${token}` }
        for (const headers of [{}, bearer]) {
          const { time, response } = await askUntilRefused({ ...headers })
          expect(time).toBe(6)
          expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
          expect(await response.json()).toEqual({
            errors: [
              {
                message: expect.stringMatching(/^Too many attempts/),
                extensions: { code: 'TOO_MANY_REQUESTS' },
              },
            ],
          })
        }
        await forget('requests', 'address 127.0.0.1')
        await forget('requests', `user ${ACTORS.owner.id}`)
      }))

    it('counts all addresses of an IPv6 client together', () =>
      atMost('requests', 3, async () => {
        const network = `2001:db8:0:${(++people).toString(16)}`
        const from = async (address: string) =>
          (await ask('{ posts { id } }', { 'x-forwarded-for': address })).status
        const statuses = []
        for (const host of ['::1', '::2', ':a:b:c:d', ':1:1:1:1', '::2']) {
          statuses.push(await from(network + host))
        }
        expect(statuses).toEqual([200, 200, 200, 429, 429])
        expect(await from('2001:db8:ffff:ffff::1')).toBe(200)
        await forget('requests', `address ${network}::/64`)
        await forget('requests', 'address 2001:db8:ffff:ffff::/64')
      }))

    it('counts wrong tokens for the address that tries them', () =>
      atMost('requests', 3, async () => {
        await forget('requests', 'address 127.0.0.1')
        const statuses = []
        for (let time = 0; time < 5; time++) {
          const guess = `canopy_${String(time).repeat(43)}`
          const authorization = `Bearer ${guess}`
          statuses.push((await ask('{ me { id } }', { authorization })).status)
        }
        expect(statuses).toEqual([401, 401, 401, 429, 429])
        await forget('requests', 'address 127.0.0.1')
      }))
  }
)

describe('What visitors create', () => {
  const COMMENT = `mutation {
    createComment(input: { postId: ${POSTS.published.id}, name: "Cy", body: "Hm." }) { id }
  }`
  const CONTACT = `mutation {
    createContact(input: { name: "Cy", email: "cy@example.com", message: "Hm." }) { name }
  }`

  test.each([
    ['comments', COMMENT],
    ['contacts', CONTACT],
  ] as const)('are so many %s', async (limit, mutation) => {
    await forget(limit, 'address 127.0.0.1')
    await forget(limit, `user ${ACTORS.reader.id}`)
    await atMost(limit, 2, async () => {
      const anonymous = await clientOf('anonymous')
      const codes = []
      for (let time = 0; time < 3; time++) {
        codes.push(codeOf(await anonymous(mutation)))
      }
      expect(codes).toEqual([undefined, undefined, 'TOO_MANY_REQUESTS'])
      const reader = await clientOf('reader')
      expect(codeOf(await reader(mutation))).toBeUndefined()
    })
  })

  it('are counted for whom they are of, wherever they come from', () =>
    atMost('comments', 2, async () => {
      const address = somebody()
      const create = (model: string, records: number) =>
        refusals(1, () => countCreating(model, null, address, records))
      expect(await create('Post', 3)).toBe(0)
      expect(await create('Comment', 2)).toBe(0)
      expect(await create('Comment', 1)).toBe(1)
      expect(
        await refusals(1, () => countCreating('Comment', ACTORS.admin, address))
      ).toBe(0)
    }))

  it('are counted one by one in a request for many', async () => {
    await forget('comments', `user ${ACTORS.reader.id}`)
    await atMost('comments', 2, async () => {
      const { token } = await addApiToken('reader')
      const each = COMMENT.replace(/^mutation \{|\}$/g, '')
      const many = `mutation { a: ${each} b: ${each} c: ${each} }`
      const { errors } = await clientThrough(token)(many)
      expect(errors).toHaveLength(1)
      expect(errors?.[0].path).toEqual(['c'])
    })
  })
})

describe('Signing up', () => {
  const signUp = (email: string) =>
    postAuth({
      method: 'signup',
      username: email,
      password: 'tall enough',
      name: 'New',
    })

  it('is done so often from one address', () =>
    atMost('signUps', 2, async () => {
      await forget('signUps', '127.0.0.1')
      expect((await signUp('one@example.com')).statusCode).toBe(201)
      expect((await signUp('two@example.com')).statusCode).toBe(201)
      const refused = await signUp('three@example.com')
      expect(refused.statusCode).toBe(429)
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(900)
    }))
})
