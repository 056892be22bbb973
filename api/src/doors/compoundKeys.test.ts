import { policy } from 'src/lib/appPolicy'
import { delegateName } from 'src/lib/policy/delegateOf'
import { restOf, rpcOf, send } from 'src/testing/doors'
import { openDoor } from 'src/testing/server'
import type { Door } from 'src/testing/server'
import { askRaw } from 'src/testing/tables'
import { GROUPS, ORGANIZATIONS, setTeamScene } from 'src/testing/world'

/*
 * Keys of several fields, by the names that the Prisma client has for them:
 * `userId_organizationId`. One with a name of its own is refused with the schema.
 */

let door: Door

beforeAll(async () => {
  door = await openDoor('ours')
})

afterAll(() => door.close())

beforeEach(setTeamScene)

const keys = Object.values(policy.models).flatMap(({ name, uniques }) =>
  uniques
    .filter((fields) => fields.length > 1)
    .map((fields): [string, string[]] => [name, fields])
)

it('there are some', () => {
  expect(keys.map(([, fields]) => fields.join('_'))).toEqual(
    expect.arrayContaining([
      ...['userId_organizationId', 'organizationId_email'],
      ...['organizationId_name', 'id_organizationId', 'userId_groupId'],
    ])
  )
})

describe.each(keys)('Of %s, the key of %j', (model, fields) => {
  const type = delegateName(model)
  const key = fields.join('_')

  /** A row of the organization whose admin asks, and its key. */
  const someRow = async () => {
    const where = { organizationId: ORGANIZATIONS.home.id }
    const query = { model, operation: 'findFirst', args: { where } }
    const [found] = await askRaw([query])
    const { result } = found as { result: Record<string, unknown> }
    const values = Object.fromEntries(
      fields.map((name) => [name, result[name]])
    )
    return { row: { id: result.id, ...values }, values }
  }

  it('finds a row, alone and beside filters', async () => {
    const { row, values } = await someRow()
    const ask = (where: object) =>
      rpcOf(door, 'chief')(`${type}/findUnique`, { where })
    const found = await ask({ [key]: values })
    expect(found.body.data).toMatchObject(row)
    expect((await ask({ [key]: values, id: -1 })).body).toEqual({ data: null })
    const stranger = await rpcOf(door, 'stranger')(`${type}/findUnique`, {
      where: { [key]: values },
    })
    expect(stranger.body).toEqual({ data: null })
  })

  it('begins a page', async () => {
    const { row, values } = await someRow()
    const { body } = await rpcOf(door, 'chief')(`${type}/findMany`, {
      ...{ cursor: { [key]: values }, take: 1, orderBy: { id: 'asc' } },
    })
    expect(body.data).toMatchObject([row])
  })

  it.each([
    [
      'by half of it',
      (values: object) => ({
        [key]: { [fields[0]]: Object.values(values)[0] },
      }),
    ],
    ['by its fields alone', (values: object) => values],
    [
      'the other way round',
      (values: object) => ({ [[...fields].reverse().join('_')]: values }),
    ],
    ['by a name of its own', (values: object) => ({ place: values })],
    [
      'with null',
      (values: object) => ({ [key]: { ...values, [fields[1]]: null } }),
    ],
  ])('is not given %s', async (_way, whereOf) => {
    const { values } = await someRow()
    const where = whereOf(values)
    const { status } = await rpcOf(door, 'chief')(`${type}/findUnique`, {
      where,
    })
    // The primary key may be one of the fields.
    expect(status).toBe('id' in where ? 200 : 400)
  })

  it('stands in the document', async () => {
    const { body } = await send(`${door.api}/openapi.json`)
    const { schemas } = body.components as unknown as {
      schemas: Record<
        string,
        { properties: Record<string, object>; anyOf: object[] }
      >
    }
    const where = schemas[`${model}UniqueWhere`]
    expect(where.properties[key]).toMatchObject({
      type: 'object',
      required: fields,
      additionalProperties: false,
    })
    expect(where.anyOf).toContainEqual({ required: [key] })
  })
})

describe('Through keys of several fields', () => {
  const userId = 7
  const organizationId = ORGANIZATIONS.home.id

  it('rows are changed, linked and removed', async () => {
    const rpc = rpcOf(door, 'chief')
    const where = { userId_organizationId: { userId, organizationId } }
    const updated = await rpc('membership/update', {
      ...{ where, data: { role: 'admin' } },
    })
    expect(updated.body.data).toMatchObject({ userId, role: 'admin' })
    const linked = await rpc('groupMember/create', {
      data: {
        group: { connect: { id: GROUPS.circle.id } },
        membership: { connect: where },
        user: { connect: { id: userId } },
      },
    })
    expect(linked.body.data).toMatchObject({ userId, organizationId })
    const removed = await rpc('membership/delete', { where })
    expect(removed.body.data).toMatchObject({ userId })
  })

  test.each([[['organizationId', 'name']], [['name', 'organizationId']]])(
    'REST finds what is to be changed, by %j',
    async (matchFields) => {
      const upsert = async (name: string) =>
        restOf(door, 'chief')('group', {
          method: 'POST',
          body: {
            data: { type: 'group', attributes: { organizationId, name } },
            meta: { operation: 'upsert', matchFields },
          },
        })
      const known = await upsert('circle')
      expect(known.status).toBe(200)
      expect(known.body.data).toMatchObject({ id: String(GROUPS.circle.id) })
      expect((await upsert('another')).status).toBe(201)
    }
  )
})
