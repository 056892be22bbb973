import { expect, graphql, test } from '../people'
import type { Person } from '../people'

test('a writer drafts, previews, publishes, unpublishes and deletes', async ({
  as,
}) => {
  const title = `A day under trees ${Date.now()}`
  const page = await as('writer')
  const visitor = await as('visitor')
  await page.goto('/desk')
  await page.getByRole('link', { name: 'Write a post' }).click()

  await page.getByLabel('Title').fill(title)
  await page
    .getByLabel('Body', { exact: true })
    .fill('## Morning\n\nSome **bold** light.')
  const preview = page.getByRole('region', { name: 'Preview' })
  await expect(preview.getByRole('heading', { name: 'Morning' })).toBeVisible()
  await expect(preview.getByText('bold')).toHaveJSProperty('tagName', 'STRONG')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page).toHaveURL(/\/desk\/(\d+)\/edit/)
  const id = /(\d+)\/edit/.exec(page.url())?.[1]

  await visitor.goto(`/posts/${id}`)
  await expect(visitor.getByText(title)).toHaveCount(0)

  await page.goto(`/posts/${id}`)
  const actions = page.getByRole('group', { name: /actions/i })
  await actions.getByRole('button', { name: 'Publish' }).click()
  await expect(actions.getByRole('button', { name: 'Unpublish' })).toBeVisible()
  await visitor.reload()
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(title)

  await actions.getByRole('button', { name: 'Unpublish' }).click()
  await expect(
    actions.getByRole('button', { name: 'Publish', exact: true })
  ).toBeVisible()
  await visitor.reload()
  await expect(visitor.getByRole('heading', { level: 1 })).not.toHaveText(title)

  await actions.getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('button', { name: 'Delete post' }).click()
  await expect(page).toHaveURL(/\/desk$/)
  await expect(page.getByRole('link', { name: title })).toHaveCount(0)
  await page.goto(`/posts/${id}`)
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(title)
})

test('a writer who would lose words is asked first', async ({ as }) => {
  const page = await as('writer')
  await page.goto('/desk/new')
  await page.getByLabel('Title').fill('Not saved yet')
  await page.getByRole('link', { name: 'About' }).first().click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('button', { name: 'Keep writing' }).click()
  await expect(page.getByLabel('Title')).toHaveValue('Not saved yet')
})

test('a writer learns what is wrong with a post before it is saved', async ({
  as,
}) => {
  const page = await as('writer')
  await page.goto('/desk/new')
  await page.getByRole('button', { name: 'Publish' }).click()
  const title = page.getByLabel('Title')
  await expect(title).toHaveAttribute('aria-invalid', 'true')
  await expect(page).toHaveURL(/\/desk\/new/)
})

test('another writer and the admin cannot see a draft, by address or by GraphQL', async ({
  as,
  writePost,
}) => {
  const draft = await writePost('Nobody else may see this', false)
  const HEADINGS: string[] = []
  for (const person of ['other', 'admin', 'moderator', 'visitor'] as const) {
    const page = await as(person)
    for (const id of [draft.id, 4711]) {
      await page.goto(`/posts/${id}`)
      const heading = page.getByRole('heading', { level: 1 })
      await expect(heading).toBeVisible()
      HEADINGS.push(await heading.innerText())
      await expect(page.getByText(draft.title)).toHaveCount(0)
    }
    const { data } = await graphql(
      person,
      `{ post(id: ${draft.id}) { title } }`
    )
    expect(data).toEqual({ post: null })
  }
  // A draft and a missing post look the same to each of them.
  expect(new Set(HEADINGS).size).toBe(1)
})

test('another writer and the admin cannot change a post, by address or by GraphQL', async ({
  as,
  writePost,
}) => {
  const draft = await writePost('A draft to stay as it is', false)
  const post = await writePost('A post to stay as it is', true)
  const attempts: [string, (id: number) => string][] = [
    ['update', (id) => `updatePost(id: ${id}, input: { title: "Mine" })`],
    ['publish', (id) => `publishPost(id: ${id})`],
    ['unpublish', (id) => `unpublishPost(id: ${id})`],
    ['delete', (id) => `deletePost(id: ${id})`],
  ]
  for (const person of ['other', 'admin'] as const satisfies Person[]) {
    const page = await as(person)
    await page.goto(`/desk/${post.id}/edit`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByLabel('Title')).toHaveCount(0)
    for (const [, attempt] of attempts) {
      const answer = async (id: number) =>
        (await graphql(person, `mutation { ${attempt(id)} { id } }`))
          .errors?.[0].extensions?.code
      expect(await answer(post.id)).toBe('FORBIDDEN')
      expect(await answer(draft.id)).toBe('NOT_FOUND')
    }
  }
  const { data } = await graphql(
    'writer',
    `{ post(id: ${post.id}) { title published } }`
  )
  expect(data?.post).toEqual({ title: post.title, published: true })
})

test('a reader has no desk to write at', async ({ as }) => {
  const page = await as('reader')
  await page.goto('/')
  await expect(page.getByText('Account:')).toBeAttached()
  await expect(page.getByRole('link', { name: 'New post' })).toHaveCount(0)
  const { errors } = await graphql(
    'reader',
    'mutation { createPost(input: { title: "No", body: "" }) { id } }'
  )
  expect(errors?.[0].extensions?.code).toBe('FORBIDDEN')
})
