import { clientOf, codeOf } from 'src/testing/client'
import {
  PEOPLE,
  GROUPS,
  NOBODY,
  ORGANIZATIONS,
  setTeamScene,
} from 'src/testing/world'

beforeEach(setTeamScene)

const { id } = GROUPS.circle
const { id: organizationId } = ORGANIZATIONS.home
const FIELDS = '{ id name members { id name } organization { slug } }'

const mutations: Record<string, [string, object]> = {
  createGroup: [
    `mutation ($input: CreateGroupInput!) { createGroup(input: $input) ${FIELDS} }`,
    { input: { organizationId, name: 'New' } },
  ],
  renameGroup: [
    `mutation ($id: Int!, $name: String!) { renameGroup(id: $id, name: $name) ${FIELDS} }`,
    { id, name: 'Ring' },
  ],
  deleteGroup: [
    `mutation ($id: Int!) { deleteGroup(id: $id) ${FIELDS} }`,
    { id },
  ],
  addToGroup: [
    `mutation ($groupId: Int!, $userId: Int!) {
      addToGroup(groupId: $groupId, userId: $userId) ${FIELDS}
    }`,
    { groupId: id, userId: PEOPLE.member.id },
  ],
  removeFromGroup: [
    `mutation ($groupId: Int!, $userId: Int!) {
      removeFromGroup(groupId: $groupId, userId: $userId) ${FIELDS}
    }`,
    { groupId: id, userId: PEOPLE.insider.id },
  ],
}

const INSIDER = { id: PEOPLE.insider.id, name: 'insider' }
const CIRCLE = {
  ...{ id, name: 'circle', members: [INSIDER] },
  organization: { slug: 'home' },
}

describe.each([
  [
    'createGroup',
    { ...CIRCLE, id: expect.any(Number), name: 'New', members: [] },
  ],
  ['renameGroup', { ...CIRCLE, name: 'Ring' }],
  ['deleteGroup', CIRCLE],
  [
    'addToGroup',
    { ...CIRCLE, members: [INSIDER, { id: PEOPLE.member.id, name: 'member' }] },
  ],
  ['removeFromGroup', { ...CIRCLE, members: [] }],
])('%s', (name, answer) => {
  const [mutation, variables] = mutations[name]

  test.each([
    ['anonymous', 'UNAUTHENTICATED'],
    ['member', 'FORBIDDEN'],
    ['insider', 'FORBIDDEN'],
    ['rival', 'NOT_FOUND'],
    ['admin', 'NOT_FOUND'],
  ] as const)('%s: %s', async (actor, code) => {
    const client = await clientOf(actor)
    expect(codeOf(await client(mutation, variables))).toBe(code)
  })

  it('is for the admin of the organization', async () => {
    const chief = await clientOf('chief')
    const { data } = await chief(mutation, variables)
    expect(data).toEqual({ [name]: answer })
  })
})

describe('Into a group comes', () => {
  const [ADD] = mutations.addToGroup

  it('nobody from outside of its organization', async () => {
    const chief = await clientOf('chief')
    for (const userId of [NOBODY, PEOPLE.stranger.id, PEOPLE.rival.id]) {
      const response = await chief(ADD, { groupId: id, userId })
      expect(codeOf(response)).toBe('NOT_FOUND')
    }
  })

  it('nobody by themselves, admins neither', async () => {
    for (const actor of ['member', 'chief'] as const) {
      const client = await clientOf(actor)
      const userId = PEOPLE[actor].id
      expect(codeOf(await client(ADD, { groupId: id, userId }))).toBe(
        'FORBIDDEN'
      )
    }
  })

  it('nobody twice', async () => {
    const chief = await clientOf('chief')
    const userId = PEOPLE.insider.id
    const { errors } = await chief(ADD, { groupId: id, userId })
    expect(errors?.[0]).toMatchObject({
      message: 'They are in this group already.',
      extensions: { code: 'CONFLICT' },
    })
  })
})

it('two groups of an organization have two names', async () => {
  const chief = await clientOf('chief')
  const [CREATE] = mutations.createGroup
  const input = { organizationId, name: ' circle ' }
  const { errors } = await chief(CREATE, { input })
  expect(errors?.[0]).toMatchObject({
    message: 'The organization has a group of this name already.',
    extensions: { code: 'CONFLICT' },
  })
  expect(errors?.[0].extensions?.properties).toEqual({
    messages: { name: ['Is already taken'] },
  })
  const renamed = await chief(CREATE, { input: { ...input, name: 'Ring' } })
  const { id: other } = renamed.data?.createGroup as unknown as { id: number }
  const [RENAME] = mutations.renameGroup
  const again = await chief(RENAME, { id: other, name: 'circle' })
  expect(again.errors?.[0].message).toBe(errors?.[0].message)
})
