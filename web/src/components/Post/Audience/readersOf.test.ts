import { readersOf } from './readersOf'

const draft = {
  published: false,
  isPublic: false,
  organization: { name: 'Prisma' },
  groups: [],
}

describe('who can read a post', () => {
  it.each([
    ['only its writer', draft, 'Only you'],
    ['a group', { groups: [{ name: 'Community' }] }, 'Community'],
    [
      'several groups',
      { groups: [{ name: 'Community' }, { name: 'Docs' }] },
      'Community and Docs',
    ],
    [
      'all members, those of a group among them',
      { isPublic: true, groups: [{ name: 'Community' }] },
      'Everyone in Prisma',
    ],
    [
      'members of an organization that the writer has left',
      { isPublic: true, organization: null },
      'Everyone in an organization that you have left',
    ],
    [
      'those of an organization that the writer has left, if any',
      { organizationId: 1, organization: null },
      'You, and whom you shared it with in an organization that you have left',
    ],
    ['everyone', { published: true, isPublic: true }, 'Everyone'],
  ])('is said of a post for %s', (_, post, words) => {
    expect(readersOf({ ...draft, ...post })).toBe(words)
  })
})
