import type { Page } from '@playwright/test'

import { WEB_URL } from '../addresses'
import { expect, graphql, test } from '../people'

const DOOR = `${WEB_URL}/.redwood/functions/graphql`

/** What a program is answered that has a token. */
const askWith = async (token: string, query: string) => {
  const response = await fetch(DOOR, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ query }),
  })
  const { data, errors } = (await response.json()) as {
    data?: Record<string, unknown>
    errors?: { extensions?: { code?: string } }[]
  }
  return { status: response.status, data, code: errors?.[0].extensions?.code }
}

const RENAME =
  'mutation { updateProfile(input: { name: "Rae Reader" }) { id } }'

const itemsOf = (page: Page) =>
  page.getByRole('list', { name: 'API tokens' }).getByRole('listitem')

test('somebody makes an API token for a program, and revokes it', async ({
  as,
}) => {
  const page = await as('reader')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/profile')
  await expect(page.getByText('You have no tokens.')).toBeVisible()

  await page.getByRole('button', { name: 'Create token' }).click()
  await expect(page.getByText('Enter a name.')).toBeVisible()

  const form = page.getByRole('form', { name: 'New API token' })
  await form.getByLabel('Name').fill('Feed')
  await form.getByLabel('Expires').selectOption('in 7 days')
  await expect(form.getByLabel('Read-only')).toBeChecked()
  await form.getByRole('button', { name: 'Create token' }).press('Enter')
  await expect(
    page.getByRole('heading', { name: 'Feed is made' })
  ).toBeFocused()
  const token = await page.getByLabel('The token').inputValue()
  expect(token).toMatch(/^canopy_[\w-]{43}$/)
  await page.getByRole('button', { name: 'Copy' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token)
  await expect(itemsOf(page)).toHaveText([/Feed.*Read-only.*never used/])

  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText(token)).toHaveCount(0)
  await expect(page.getByLabel('The token')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'API tokens' })).toBeFocused()

  expect(await askWith(token, '{ me { email } }')).toMatchObject({
    status: 200,
    data: { me: { email: 'reader@example.com' } },
  })
  expect((await askWith(token, RENAME)).code).toBe('FORBIDDEN')
  await page.reload()
  await expect(itemsOf(page)).toHaveText([/last used/])

  await page.getByRole('button', { name: 'Revoke Feed' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(itemsOf(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Revoke Feed' }).click()
  await dialog.getByRole('button', { name: 'Revoke token' }).click()
  await expect(page.getByText('You have no tokens.')).toBeVisible()
  expect((await askWith(token, '{ me { email } }')).status).toBe(401)
})

test('a token that may change things does what its owner does', async ({
  as,
}) => {
  const page = await as('reader')
  await page.goto('/profile')
  const form = page.getByRole('form', { name: 'New API token' })
  await form.getByLabel('Name').fill('Bot')
  await form.getByLabel('Read-only').uncheck()
  await form.getByRole('button', { name: 'Create token' }).click()
  const token = await page.getByLabel('The token').inputValue()
  expect(await askWith(token, RENAME)).toMatchObject({ status: 200 })
  expect(
    (
      await askWith(
        token,
        'mutation { createApiToken(input: { name: "Two" }) { token } }'
      )
    ).code
  ).toBe('FORBIDDEN')

  const { data } = await graphql('reader', '{ apiTokens { id } }')
  const [{ id }] = data?.apiTokens as unknown as { id: number }[]
  await graphql('reader', `mutation { revokeApiToken(id: ${id}) { id } }`)
})

test('a list of tokens that cannot be loaded says so, and can be tried again', async ({
  as,
}) => {
  const page = await as('writer')
  let isBroken = true
  await page.route('**/graphql', (route) =>
    isBroken && route.request().postData()?.includes('ApiTokensQuery')
      ? route.fulfill({ status: 500, body: '{}' })
      : route.continue()
  )
  await page.goto('/profile')
  await expect(
    page.getByText('Your API tokens could not be loaded')
  ).toBeVisible()
  isBroken = false
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('You have no tokens.')).toBeVisible()
})
