import { authDb } from 'src/lib/authDb'
import { outcomeOf } from 'src/testing/policyTable'
import { ACTORS, actAs, setScene } from 'src/testing/world'
import type { Actor } from 'src/testing/world'

beforeEach(setScene)

const { id } = ACTORS.reader
const where = { userId: id }

const attempts: Record<string, () => Promise<unknown>> = {
  'find one': () => authDb().credential.findUnique({ where }),
  'list them': () => authDb().credential.findMany(),
  update: () =>
    authDb().credential.update({ where, data: { hashedPassword: 'mine' } }),
  'update many': async () =>
    (await authDb().credential.updateMany({ data: { hashedPassword: 'mine' } }))
      .count || null,
  delete: () => authDb().credential.delete({ where }),
  create: () =>
    authDb().credential.create({
      data: { userId: id, hashedPassword: 'mine', salt: 'mine' },
    }),
  'include it': async () =>
    (
      await authDb().user.findUnique({
        where: { id },
        include: { credential: true },
      })
    )?.credential,
  'count them': async () => (await authDb().credential.count()) || null,
  'write it through the user': () =>
    authDb().user.update({
      where: { id },
      data: { credential: { update: { hashedPassword: 'mine' } } },
    }),
  'filter users by it': () =>
    authDb().user.findMany({
      where: { credential: { hashedPassword: { startsWith: 's' } } },
    }),
}

describe('Nobody reaches a credential (P3)', () => {
  const cells = Object.keys(ACTORS).flatMap((actor) =>
    Object.keys(attempts).map((attempt) => [actor, attempt] as [Actor, string])
  )

  test.each(cells)('%s cannot %s', async (actor, attempt) => {
    expect(await outcomeOf(actor, attempts[attempt])).not.toBe('yes')
  })

  it.each([
    '$queryRaw',
    '$queryRawUnsafe',
    '$executeRaw',
    '$executeRawUnsafe',
    '$runCommandRaw',
    '$extends',
  ])('nobody goes round the rules by %s', (name) => {
    actAs('admin')
    expect(() => Reflect.get(authDb(), name)).toThrow(name)
  })
})
