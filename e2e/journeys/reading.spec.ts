import { expect, test } from '../people'

test('a visitor pages through the posts, reads one and comments on it', async ({
  as,
}) => {
  const page = await as('visitor')
  await page.goto('/')
  const cards = page.getByRole('article')
  for (const shown of [10, 20, 22]) {
    await expect(cards).toHaveCount(shown)
    const more = page.getByRole('button', { name: /more/i })
    await (shown < 22 ? more.click() : expect(more).toHaveCount(0))
  }

  const title = page.getByRole('heading', { level: 2 }).first()
  const name = (await title.innerText()).trim()
  await title.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)

  const words = `Read with pleasure, ${Date.now()}.`
  await page.getByLabel('Name').fill('Vera Visitor')
  await page.getByLabel('Comment', { exact: true }).fill(words)
  await page.getByRole('button', { name: 'Publish comment' }).click()
  const comment = page.getByRole('article', { name: 'Comment by Vera Visitor' })
  await expect(comment.filter({ hasText: words })).toBeVisible()
  await page.reload()
  await expect(comment.filter({ hasText: words })).toBeVisible()
})

test('a visitor who leaves a field empty is told which', async ({
  as,
  writePost,
}) => {
  const { id } = await writePost('For an empty comment', true)
  const page = await as('visitor')
  await page.goto(`/posts/${id}`)
  await page.getByLabel('Name').fill('Vera')
  await page.getByRole('button', { name: 'Publish comment' }).click()
  const body = page.getByLabel('Comment', { exact: true })
  await expect(body).toHaveAttribute('aria-invalid', 'true')
  await expect(body).toHaveAccessibleDescription(/write something/i)
})

test('a visitor is offered nothing to change', async ({ as, writePost }) => {
  const { id } = await writePost('Look, do not touch', true)
  const page = await as('visitor')
  await page.goto(`/posts/${id}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  for (const name of [/edit/i, /publish$/i, /delete/i, /new post/i]) {
    await expect(page.getByRole('button', { name })).toHaveCount(0)
    await expect(page.getByRole('link', { name })).toHaveCount(0)
  }
})

test('a post that is missing and an address that is none say so', async ({
  as,
}) => {
  const page = await as('visitor')
  for (const [address, heading] of [
    ['/posts/4711', 'There is no such post'],
    ['/nowhere/at/all', 'Nothing grows here'],
  ]) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
  }
})

test('somebody with a keyboard skips to the content', async ({ as }) => {
  const page = await as('visitor')
  await page.goto('/')
  await expect(page.getByRole('article').first()).toBeVisible()
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to content' })
  await expect(skip).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})
