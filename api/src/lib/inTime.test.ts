import { setTimeout as sleep } from 'node:timers/promises'

import { graphqlOptions } from 'src/lib/graphqlOptions'
import { openDoor } from 'src/testing/server'
import { setScene } from 'src/testing/world'

import { TooSlow, inTime, useAnswerInTime } from './inTime'

describe('Work that is to be done in time', () => {
  it('gives what it gives, or throws what it throws', async () => {
    expect(await inTime(Promise.resolve(1), 50)).toBe(1)
    await expect(inTime(Promise.reject(new Error('no')), 50)).rejects.toThrow(
      'no'
    )
  })

  it('is not waited for any longer', async () => {
    await expect(inTime(sleep(1000), 10)).rejects.toBeInstanceOf(TooSlow)
  })
})

describe('The GraphQL door', () => {
  beforeEach(setScene)

  const slowDoor = (ms: number) =>
    openDoor('ours', {
      services: {
        ...graphqlOptions.services,
        posts_posts: {
          ...graphqlOptions.services.posts_posts,
          posts: async () => {
            await sleep(100)
            return []
          },
        },
      },
      extraPlugins: [
        ...(graphqlOptions.extraPlugins ?? []),
        useAnswerInTime(ms),
      ],
    })

  test.each([
    [10, 503, 'TOO_SLOW'],
    [10_000, 200, undefined],
  ])('that answers in %i ms says so: %i', async (ms, status, code) => {
    const door = await slowDoor(ms)
    try {
      const response = await fetch(door.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ posts { id } }' }),
      })
      const { errors } = (await response.json()) as {
        errors?: { extensions: { code: string } }[]
      }
      expect(response.status).toBe(status)
      expect(errors?.[0].extensions.code).toBe(code)
    } finally {
      await door.close()
    }
  })
})
