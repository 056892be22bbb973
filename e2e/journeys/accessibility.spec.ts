import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

import { expect, graphql, test } from '../people'
import type { Fixtures, Person } from '../people'

const PAGES: [string, string, Person][] = [
  ['home', '/', 'visitor'],
  ['a post', '/posts/:post', 'visitor'],
  ['an own post', '/posts/:post', 'writer'],
  ['a comment to moderate', '/posts/:post', 'moderator'],
  ['a post that is missing', '/posts/4711', 'visitor'],
  ['about', '/about', 'visitor'],
  ['contact', '/contact', 'visitor'],
  ['people', '/people', 'admin'],
  ['messages', '/messages', 'admin'],
  ['no messages', '/messages', 'reader'],
  ['the desk', '/desk', 'writer'],
  ['a new post', '/desk/new', 'writer'],
  ['the editor', '/desk/:post/edit', 'writer'],
  ["somebody else's editor", '/desk/:post/edit', 'other'],
  ['the teams', '/organizations', 'reader'],
  ['no teams', '/organizations', 'moderator'],
  ['a new organization', '/organizations/new', 'reader'],
  [
    'an organization of which one is an admin',
    '/organizations/:team',
    'writer',
  ],
  [
    'an organization of which one is a member',
    '/organizations/:team',
    'reader',
  ],
  ['an organization of others', '/organizations/:team', 'other'],
  ['what is shared', '/shared', 'reader'],
  ['nothing that is shared', '/shared', 'moderator'],
  ['an own draft to share', '/desk/:draft/edit', 'writer'],
  ['a draft of somebody else', '/posts/:draft', 'reader'],
  ['the profile', '/profile', 'reader'],
  ['sign-up', '/signup', 'visitor'],
  ['log-in', '/login', 'visitor'],
  ['forgotten password', '/forgot-password', 'visitor'],
  ['new password', '/reset-password?resetToken=x', 'visitor'],
  ['no such page', '/nowhere', 'visitor'],
]

/** The writer's newest published post of the seed. */
const findPost = async () => {
  const { data } = await graphql(
    'writer',
    '{ myPosts(first: 100) { id published } }'
  )
  const posts = data?.myPosts as unknown as { id: number; published: boolean }[]
  return posts.find(({ published }) => published)?.id
}

interface Named {
  id: number
  name: string
}

interface Titled {
  id: number
  title: string
}

const TEAM = 'Rowan'
const DRAFT = 'A draft for all of Rowan'

/** An organization of the writer's with the reader in it; founded once. */
const findTeam = async (found: Fixtures['found']) => {
  const { data } = await graphql('writer', '{ organizations { id name } }')
  const teams = data?.organizations as unknown as Named[]
  const known = teams.find(({ name }) => name === TEAM)
  return known?.id ?? (await found(TEAM, ['reader'])).id
}

/** A draft that is public in that organization; written once. */
const findDraft = async (organizationId: number) => {
  const { data } = await graphql(
    'writer',
    '{ myPosts(first: 100) { id title } }'
  )
  const posts = data?.myPosts as unknown as Titled[]
  const known = posts.find(({ title }) => title === DRAFT)
  if (known) {
    return known.id
  }
  const written = await graphql(
    'writer',
    `
      mutation ($input: CreatePostInput!) {
        createPost(input: $input) {
          id
        }
      }
    `,
    {
      input: { title: DRAFT, body: 'Shade.', organizationId, isPublic: true },
    }
  )
  return written.data?.createPost.id
}

const seriousViolations = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

for (const [name, address, person] of PAGES) {
  test(`${name}: nothing stands in anybody's way, light or dark, wide or narrow`, async ({
    as,
    found,
  }) => {
    const team = await findTeam(found)
    const draft = await findDraft(team)
    const post = await findPost()
    const page = await as(person)
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' })
    await page.goto(
      address
        .replace(':post', String(post))
        .replace(':team', String(team))
        .replace(':draft', String(draft))
    )
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    expect(await seriousViolations(page)).toEqual([])

    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'dark' })
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await seriousViolations(page)).toEqual([])
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth
    )
    expect(overflow).toBeLessThanOrEqual(0)
  })
}
