import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

import { expect, graphql, test } from '../people'
import type { Person } from '../people'

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

const seriousViolations = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

for (const [name, address, person] of PAGES) {
  test(`${name}: nothing stands in anybody's way, light or dark, wide or narrow`, async ({
    as,
  }) => {
    const page = await as(person)
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' })
    await page.goto(address.replace(':post', String(await findPost())))
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
