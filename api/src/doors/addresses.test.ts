import net from 'node:net'

import { openDoor } from 'src/testing/server'
import type { Door } from 'src/testing/server'

let door: Door

beforeAll(async () => {
  door = await openDoor('ours')
})

afterAll(() => door.close())

/** What comes back for an address as it stands, which no client of ours sends. */
const ask = (address: string, method = 'GET', more = '') =>
  new Promise<{ status: number; type: string; body: unknown }>(
    (resolve, reject) => {
      const { port } = new URL(door.api)
      const socket = net.connect(Number(port), '127.0.0.1')
      let answer = ''
      socket.on('data', (part) => (answer += part))
      socket.on('error', reject)
      socket.on('close', () => {
        const [head, body] = answer.split('\r\n\r\n')
        resolve({
          status: Number(head.split(' ')[1]),
          type: /content-type: ([^;\r]*)/i.exec(head)?.[1] ?? '',
          body: JSON.parse(body),
        })
      })
      socket.write(
        `${method} ${address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${more}\r\n`
      )
    }
  )

const asRpc = (reason: string) => ({
  error: expect.objectContaining({ message: expect.any(String), reason }),
})
const asRest = (status: number) => ({
  jsonapi: { version: '1.1' },
  errors: [expect.objectContaining({ status: String(status) })],
})

const MALFORMED = ['%zz', '%E0%A4%A', '%', 'a%2', '%ff%fe']

describe('An address that is no UTF-8 is told so by the door that it is of', () => {
  test.each(MALFORMED)('RPC, %s', async (part) => {
    for (const path of [part, `post/${part}`, `${part}/findMany`]) {
      expect(await ask(`/api/model/${path}`)).toEqual({
        ...{ status: 400, type: 'application/json' },
        body: asRpc('INVALID_REQUEST'),
      })
    }
  })

  test.each(MALFORMED)('REST, %s', async (part) => {
    const paths = [
      part,
      `post/${part}`,
      `post/1/${part}`,
      `post/1?sort=${part}`,
    ]
    for (const path of paths) {
      expect(await ask(`/api/rest/${path}`)).toEqual({
        ...{ status: 400, type: 'application/vnd.api+json' },
        body: asRest(400),
      })
    }
  })

  test.each(MALFORMED)('neither of them, %s', async (part) => {
    expect(await ask(`/api/${part}`)).toMatchObject({
      status: 400,
      body: asRpc('INVALID_REQUEST'),
    })
    expect(await ask(`/graphql/${part}`)).toMatchObject({
      status: 400,
      body: { code: 'FST_ERR_BAD_URL', statusCode: 400 },
    })
  })

  it('to who wants plain JSON, in that', async () => {
    const accept = 'Accept: application/json\r\n'
    expect(await ask('/api/rest/post/%zz', 'GET', accept)).toMatchObject({
      ...{ status: 400, type: 'application/json' },
      body: asRest(400),
    })
  })
})

describe('An address that nothing is at is told so', () => {
  const methods = ['GET', 'POST', 'DELETE', 'PATCH']

  test.each(methods)('%s, as errors of RPC', async (method) => {
    const paths = [
      '',
      '/',
      '/model',
      '/model/',
      '/nothing',
      '/models/post',
      '/doc',
    ]
    for (const path of paths) {
      expect([path, await ask(`/api${path}`, method)]).toEqual([
        path,
        { status: 404, type: 'application/json', body: asRpc('NOT_FOUND') },
      ])
    }
  })

  test.each(methods)('%s, as errors of REST', async (method) => {
    for (const path of ['', '/', '/nothing', '/nothing/1/post']) {
      expect([path, await ask(`/api/rest${path}`, method)]).toEqual([
        path,
        {
          ...{ status: 404, type: 'application/vnd.api+json' },
          body: asRest(404),
        },
      ])
    }
  })

  it('whatever body comes with it', async () => {
    const form =
      'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=1'
    expect(await ask('/api/nothing', 'POST', form)).toMatchObject({
      status: 404,
      body: asRpc('NOT_FOUND'),
    })
  })
})
