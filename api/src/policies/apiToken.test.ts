import { authDb } from 'src/lib/authDb'
import { addApiToken } from 'src/testing/apiTokens'
import { outcomeOf, policyTable } from 'src/testing/policyTable'
import { ACTORS, NOBODY, actAs, setScene } from 'src/testing/world'
import type { Actor } from 'src/testing/world'

/** The id of the one token there is, which is the owner's. */
let id: number
let token: string

beforeEach(async () => {
  await setScene()
  ;({ id, token } = await addApiToken('owner'))
})

const create = (data: object = {}) =>
  authDb().apiToken.create({ data: { name: 'Another', ...data } })

const acts: Record<string, () => Promise<unknown>> = {
  create: () => create(),
  'create-theirs': () => create({ ownerId: ACTORS.owner.id }),
  'create-used': () => create({ lastUsedAt: new Date() }),
  read: () => authDb().apiToken.findUnique({ where: { id } }),
  list: () => authDb().apiToken.findMany(),
  rename: () =>
    authDb().apiToken.update({ where: { id }, data: { name: 'Other' } }),
  widen: () =>
    authDb().apiToken.update({ where: { id }, data: { isReadOnly: false } }),
  prolong: () =>
    authDb().apiToken.update({ where: { id }, data: { expiresAt: null } }),
  give: () =>
    authDb().apiToken.update({
      where: { id },
      data: { ownerId: ACTORS.admin.id },
    }),
  revoke: () => authDb().apiToken.delete({ where: { id } }),
}

describe('Who may do what to an API token (P6)', () => {
  const cells = policyTable(`
    state   operation      anonymous reader moderator owner stranger admin
    owners  create-theirs  no        no     no        yes   no       no
    owners  create-used    no        no     no        no    no       no
    owners  read           -         -      -         yes   -        -
    owners  list           -         -      -         yes   -        -
    owners  rename         -         -      -         no    -        -
    owners  widen          -         -      -         no    -        -
    owners  prolong        -         -      -         no    -        -
    owners  give           -         -      -         no    -        -
    owners  revoke         -         -      -         yes   -        -
    own     create         no        yes    yes       yes   yes      yes
  `)

  test.each(cells)(
    '$operation, $actor: $expected',
    async ({ operation, actor, expected }) => {
      expect(await outcomeOf(actor, acts[operation])).toBe(expected)
    }
  )

  it('one is its own user’s, and may change things, if nothing else is said', async () => {
    actAs('reader')
    expect(await create()).toMatchObject({
      ownerId: ACTORS.reader.id,
      isReadOnly: false,
      expiresAt: null,
      lastUsedAt: null,
    })
  })

  const limits: [string, string, boolean][] = [
    ['no name', ' ', false],
    ['a name of one character', 'x', true],
    ['a name of 80 characters', 'x'.repeat(80), true],
    ['a name of 81 characters', 'x'.repeat(81), false],
  ]

  test.each(limits)('%s', async (_name, name, fits) => {
    actAs('owner')
    await (fits
      ? expect(create({ name: ` ${name} ` })).resolves.toMatchObject({ name })
      : expect(create({ name })).rejects.toMatchObject({
          meta: { reason: 'DATA_VALIDATION_VIOLATION' },
        }))
  })
})

describe('Nobody reaches what a token is known by (P3)', () => {
  const secret = { tokenId: NOBODY, hash: 'mine' }
  const attempts: Record<string, () => Promise<unknown>> = {
    'find one': () =>
      authDb().apiTokenSecret.findUnique({ where: { tokenId: id } }),
    'list them': () => authDb().apiTokenSecret.findMany(),
    'count them': async () => (await authDb().apiTokenSecret.count()) || null,
    create: () => authDb().apiTokenSecret.create({ data: secret }),
    update: () =>
      authDb().apiTokenSecret.update({
        where: { tokenId: id },
        data: { hash: 'mine' },
      }),
    delete: () => authDb().apiTokenSecret.delete({ where: { tokenId: id } }),
    'create it with a token': () => create({ secret: { create: secret } }),
    'include it': async () =>
      (
        await authDb().apiToken.findUnique({
          where: { id },
          include: { secret: true },
        })
      )?.secret,
    'filter tokens by it': () =>
      authDb().apiToken.findMany({
        where: { secret: { hash: { startsWith: 'a' } } },
      }),
  }
  const cells = Object.keys(ACTORS).flatMap((actor) =>
    Object.keys(attempts).map((attempt) => [actor, attempt] as [Actor, string])
  )

  test.each(cells)('%s cannot %s', async (actor, attempt) => {
    expect(await outcomeOf(actor, attempts[attempt])).not.toBe('yes')
  })

  it('and it is not the token itself', () => {
    expect(token).toMatch(/^canopy_[\w-]{43}$/)
  })
})
