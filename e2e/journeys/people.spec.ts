import { expect, graphql, logIn, test } from '../people'

test('a moderator deletes a comment, and the reader beside cannot', async ({
  as,
  writePost,
}) => {
  const post = await writePost('With a comment to delete', true)
  await graphql(
    'visitor',
    `
      mutation ($input: CreateCommentInput!) {
        createComment(input: $input) {
          id
        }
      }
    `,
    { input: { postId: post.id, name: 'Trudy', body: 'Buy my things.' } }
  )
  const reader = await as('reader')
  await reader.goto(`/posts/${post.id}`)
  await expect(reader.getByText('Buy my things.')).toBeVisible()
  await expect(reader.getByRole('button', { name: /delete/i })).toHaveCount(0)

  const moderator = await as('moderator')
  await moderator.goto(`/posts/${post.id}`)
  await moderator
    .getByRole('button', { name: 'Delete comment by Trudy' })
    .click()
  await moderator
    .getByRole('alertdialog')
    .getByRole('button', { name: 'Delete comment' })
    .click()
  await expect(moderator.getByText('Buy my things.')).toHaveCount(0)
  await reader.reload()
  await expect(reader.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(reader.getByText('Buy my things.')).toHaveCount(0)
})

test('somebody signs up, is a reader, logs out and in again', async ({
  as,
}) => {
  const email = `new-${Date.now()}@example.com`
  const page = await as('visitor')
  await page.goto('/signup')
  await page.getByLabel('Name').fill('Newt')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('tall enough')
  await page.getByRole('button', { name: 'Sign up' }).click()
  const account = page.getByRole('button', { name: /Newt/ })
  await expect(account).toBeVisible()

  await account.click()
  await page.getByRole('menuitem', { name: 'Profile' }).click()
  await expect(page.getByText('reader', { exact: true })).toBeVisible()
  await expect(page.getByLabel('E-mail')).toHaveValue(email)

  await account.click()
  await page.getByRole('menuitem', { name: 'Log out' }).click()
  await expect(page.getByRole('link', { name: 'Log in' }).first()).toBeVisible()

  await page.goto('/profile')
  await expect(page).toHaveURL(/\/login/)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('wrong')
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByText('E-mail or password is wrong.')).toBeVisible()
  await page.getByLabel('Password', { exact: true }).fill('tall enough')
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page).toHaveURL(/\/profile/)
})

test('a sign-up that asks for a role makes a reader', async ({ as }) => {
  const email = `climber-${Date.now()}@example.com`
  const page = await as('visitor')
  await page.route('**/auth', async (route) => {
    const body = route.request().postDataJSON()
    await route.continue({
      postData: JSON.stringify({ ...body, roles: 'admin', role: 'admin' }),
    })
  })
  await page.goto('/signup')
  await page.getByLabel('Name').fill('Climber')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('tall enough')
  await page.getByRole('button', { name: 'Sign up' }).click()
  await expect(page.getByRole('button', { name: /Climber/ })).toBeVisible()
  const { data } = await graphql('admin', '{ users { email roles } }')
  expect(data?.users).toContainEqual({ email, roles: 'reader' })
})

test('an admin makes a reader a writer, and cannot step down as the last one', async ({
  as,
}) => {
  const page = await as('admin')
  await page.goto('/people')
  const rowOf = (name: string) => page.getByRole('row', { name })
  const role = rowOf('Rae Reader').getByRole('combobox')
  await role.selectOption('writer')
  await expect(
    page
      .getByRole('status')
      .filter({ hasText: /Rae Reader|role/i })
      .first()
  ).toBeVisible()
  const reader = await as('reader')
  await reader.goto('/')
  await expect(reader.getByRole('link', { name: 'New post' })).toBeVisible()
  await role.selectOption('reader')
  await expect(role).toHaveValue('reader')

  const own = rowOf('Ada Admin').getByRole('combobox')
  await own.selectOption('reader')
  await expect(own).toHaveValue('admin')
  const { data } = await graphql('admin', '{ me { roles } }')
  expect(data?.me).toEqual({ roles: 'admin' })
})

test('a visitor writes to the admins, who alone read it', async ({ as }) => {
  const words = `Is there a feed? ${Date.now()}`
  const page = await as('visitor')
  await page.goto('/contact')
  await page.getByLabel('Name').fill('Vera')
  await page.getByLabel('E-mail').fill('vera@example.com')
  await page.getByLabel('Message').fill(words)
  await page.getByRole('button', { name: /send/i }).click()
  await expect(page.getByText(/sent|thank/i).first()).toBeVisible()

  const admin = await as('admin')
  await admin.goto('/messages')
  await expect(admin.getByText(words)).toBeVisible()
  const writer = await as('writer')
  await writer.goto('/messages')
  await expect(writer.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(writer.getByText(words)).toHaveCount(0)
})

test('requests of different people at the same time stay apart', async () => {
  const people = ['writer', 'reader', 'admin', 'other', 'moderator'] as const
  const asked = Array.from({ length: 50 }, (_, n) => people[n % people.length])
  const answers = await Promise.all(
    asked.map(async (person) => {
      const { data } = await graphql(person, '{ me { email } }')
      return data?.me.email
    })
  )
  expect(answers).toEqual(asked.map((person) => `${person}@example.com`))
})

test('a session is kept from scripts, other sites and plain http', async () => {
  const { attributes } = await logIn('writer@example.com')
  expect(attributes).toHaveLength(2)
  for (const cookie of attributes) {
    expect(cookie).toMatch(/;HttpOnly;/)
    expect(cookie).toMatch(/;SameSite=Strict;/)
    expect(cookie).toMatch(/;Secure;/)
  }
})

test('a wrong password opens no session', async () => {
  await expect(logIn('writer@example.com', 'wrong')).rejects.toThrow('wrong')
})
