import net from 'node:net'
import v8 from 'node:v8'
import vm from 'node:vm'

import fc from 'fast-check'

import { policy } from 'src/lib/appPolicy'
import { delegateName } from 'src/lib/policy/delegateOf'
import { addressOf, send } from 'src/testing/doors'
import { runs, sameCases } from 'src/testing/runs'
import { openDoor } from 'src/testing/server'
import type { Door } from 'src/testing/server'
import { setTeamScene } from 'src/testing/world'

import { OPERATIONS } from './arguments/operations'

let door: Door

beforeAll(async () => {
  await setTeamScene()
  door = await openDoor('ours')
})

afterAll(() => door.close())

const RUNS = runs(300)

const WORDS = [
  ...['where', 'data', 'AND', 'OR', 'NOT', 'select', 'include', 'orderBy'],
  ...['take', 'skip', 'cursor', 'by', '_count', 'id', 'title', 'owner'],
  ...['posts', 'comments', 'equals', 'in', 'some', 'is', 'create', 'connect'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'then', '', 'a.b'],
]

const odd = fc.constantFrom<unknown>(
  ...[null, true, '', 'asc', '\0', '\ud800', '1', -1, 0, 1.5, 101],
  ...[2 ** 31, 2 ** 53, 1e308, -1e308, {}, []]
)

const json: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    odd,
    fc.string(),
    fc.dictionary(fc.constantFrom(...WORDS), tie('value'), { maxKeys: 4 }),
    fc.array(tie('value'), { maxLength: 4 })
  ),
})).value

const models = Object.keys(policy.models).map(delegateName)
const operation = fc.constantFrom(...Object.keys(OPERATIONS))
const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE')
const model = fc.constantFrom(...models, 'nothing', '__proto__', 'constructor')
const text = fc.oneof(
  json.map((value) => JSON.stringify(value)),
  fc.string(),
  json.map((value) => JSON.stringify(value).slice(0, -1))
)

const isFine = ({ status }: { status: number }) => status < 500 && status >= 200

describe('Whatever is sent to the RPC door', () => {
  it('in an address is answered, and by no fault of ours', async () => {
    await fc.assert(
      fc.asyncProperty(model, operation, text, async (name, asked, q) => {
        const address = addressOf(`${door.api}/model/${name}/${asked}`, q)
        const answer = await send(address)
        expect([q, answer.body, isFine(answer)]).toEqual([q, answer.body, true])
      }),
      { numRuns: RUNS, ...sameCases() }
    )
  }, 120_000)

  it('in a body, too', async () => {
    await fc.assert(
      fc.asyncProperty(
        method.filter((name) => name !== 'GET'),
        model,
        operation,
        fc.oneof(text, fc.uint8Array()),
        async (way, name, asked, body) => {
          const answer = await send(`${door.api}/model/${name}/${asked}`, {
            method: way,
            body,
          })
          expect([body, answer.body, isFine(answer)]).toEqual([
            body,
            answer.body,
            true,
          ])
        }
      ),
      { numRuns: RUNS, ...sameCases() }
    )
  }, 120_000)
})

const PARAMETERS = [
  ...['sort', 'include', 'page[limit]', 'page[offset]', 'filter', 'filter[id]'],
  ...['filter[owner][name$contains]', 'filter[__proto__][id]', 'filter[]'],
  ...['fields[post]', 'fields[__proto__]', 'constructor'],
]

describe('Whatever is sent to the REST door', () => {
  const segment = fc.oneof(
    model,
    fc.constantFrom('1', '0', '-1', 'relationships', 'owner', 'comments'),
    fc.string()
  )
  const path = fc
    .tuple(model, fc.array(segment, { maxLength: 3 }))
    .map(([type, more]) => [type, ...more].map(encodeURIComponent).join('/'))
  const value = fc.oneof(
    fc.constantFrom('id', '-id', 'owner.name', 'comments.post', 'id,id', ','),
    fc.string(),
    fc.integer().map(String)
  )
  const query = fc
    .array(fc.tuple(fc.constantFrom(...PARAMETERS), value), { maxLength: 3 })
    .map((pairs) => String(new URLSearchParams(pairs)))

  it('is answered, and by no fault of ours', async () => {
    await fc.assert(
      fc.asyncProperty(
        method,
        path,
        query,
        fc.option(fc.oneof(text, fc.uint8Array()), { nil: undefined }),
        async (way, where, asked, body) => {
          const sent = way === 'GET' ? undefined : body
          const answer = await send(`${door.api}/rest/${where}?${asked}`, {
            method: way,
            body: sent,
          })
          const told = [way, where, asked, sent, answer.body]
          expect([...told, isFine(answer)]).toEqual([...told, true])
        }
      ),
      { numRuns: RUNS, ...sameCases() }
    )
  }, 120_000)
})

/** Sends bytes as they are; what comes back, until the other side ends it. */
const sendRaw = (bytes: string | Uint8Array, { api }: Door = door) =>
  new Promise<string>((resolve, reject) => {
    const socket = net.connect(Number(new URL(api).port), '127.0.0.1')
    let answer = ''
    socket.on('data', (part) => (answer += part))
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
    socket.write(bytes)
  })

const HEAD = 'HTTP/1.1\r\nHost: x\r\nConnection: close\r\n'

describe('What no client of ours sends', () => {
  test.each([
    [
      'an address beyond all measure',
      `GET /api/model/post/findMany?q=${'x'.repeat(20_000)} ${HEAD}\r\n`,
      431,
    ],
    [
      'an address that is no UTF-8',
      Buffer.from(`GET /api/model/post/findMany?q=\xff ${HEAD}\r\n`, 'latin1'),
      400,
    ],
    [
      'a body of no length',
      `POST /api/model/post/create ${HEAD}Content-Type: application/json\r\n\r\n`,
      400,
    ],
    [
      'a length that is no number',
      `POST /api/model/post/create ${HEAD}Content-Length: x\r\n\r\n`,
      400,
    ],
    [
      'two lengths',
      `POST /api/model/post/create ${HEAD}Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}`,
      400,
    ],
    [
      'a type with no body',
      `POST /api/model/post/create ${HEAD}Content-Type: application/json\r\nContent-Length: 0\r\n\r\n`,
      400,
    ],
    [
      'another character set',
      `POST /api/model/post/create ${HEAD}Content-Type: application/json; charset=utf-16\r\nContent-Length: 2\r\n\r\n{}`,
      415,
    ],
  ])('%s', async (_name, bytes, status) => {
    const answer = await sendRaw(bytes)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  })
})

it('who sends a body too slowly is told so', async () => {
  const patient = await openDoor('ours', {}, 300)
  const body = 'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{'
  const request = `POST /api/model/post/create ${HEAD}${body}`
  expect(await sendRaw(request, patient)).toMatch(/^HTTP\/1.1 408 /)
  await patient.close()
}, 20_000)

v8.setFlagsFromString('--expose-gc')
const collect: () => void = vm.runInNewContext('gc')

it('after all that, memory is what it was', async () => {
  const deep = addressOf(
    `${door.api}/model/post/findMany`,
    '{"where":'.repeat(1000) + '{}' + '}'.repeat(1000)
  )
  const round = async () => {
    for (let n = 0; n < 200; n++) {
      await send(deep)
      await send(`${door.api}/model/post/create`, {
        method: 'POST',
        body: '['.repeat(100_000),
      })
    }
    collect()
    return process.memoryUsage().heapUsed
  }
  const before = await round()
  const after = await round()
  expect(after - before).toBeLessThan(50 * 2 ** 20)
}, 120_000)
