import type { Page } from '@playwright/test'

import { expect, test } from '../people'

const section = (page: Page, name: string) => page.getByRole('region', { name })

const confirm = (page: Page, name: string) =>
  page.getByRole('alertdialog').getByRole('button', { name }).click()

/** Whether this draft is to be seen, in the list and at its own address. */
const expectToSee = async (page: Page, title: string, address: string) => {
  await page.goto('/shared')
  await expect(
    page.getByRole('article').filter({ hasText: title })
  ).toBeVisible()
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
}

const expectNotToSee = async (page: Page, title: string, address: string) => {
  await page.goto('/shared')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('status')).toHaveCount(0)
  await expect(page.getByText(title)).toHaveCount(0)
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'There is no such post'
  )
}

/** Writes a draft for an organization, and answers with its id. */
const writeDraft = async (
  page: Page,
  title: string,
  organizationId: number
) => {
  await page.goto('/desk/new')
  await page.getByLabel('Title').fill(title)
  await page.getByLabel('Organization').selectOption(String(organizationId))
  await save(page)
  await expect(page).toHaveURL(/\/desk\/\d+\/edit/)
  return Number(/(\d+)\/edit/.exec(page.url())?.[1])
}

const save = async (page: Page) => {
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText('The draft is saved.')).toBeVisible()
}

/** What the desk says of who can read a draft. */
const expectAudience = async (page: Page, title: string, audience: string) => {
  await page.goto('/desk')
  const card = page.getByRole('article').filter({ hasText: title })
  await expect(card).toContainText(audience)
}

const deleteDraft = async (page: Page, id: number) => {
  await page.goto(`/desk/${id}/edit`)
  await page.getByRole('button', { name: 'Delete' }).click()
  await confirm(page, 'Delete post')
  await expect(page).toHaveURL(/\/desk$/)
}

test('a writer shares a draft with a group and takes it back', async ({
  as,
  found,
}) => {
  const { id: organizationId, group } = await found('Elms', ['reader'])
  const title = `For the group alone ${Date.now()}`
  const writer = await as('writer')
  const colleague = await as('reader')
  const id = await writeDraft(writer, title, organizationId)
  await expectAudience(writer, title, 'Only you')
  await expectNotToSee(colleague, title, `/posts/${id}`)

  const withGroup = writer.getByRole('checkbox', { name: group.name })
  await writer.goto(`/desk/${id}/edit`)
  await withGroup.check()
  // It belongs to one organization for good.
  await expect(writer.getByLabel('Organization')).toHaveCount(0)
  await save(writer)
  await expectAudience(writer, title, group.name)
  await expectToSee(colleague, title, `/posts/${id}`)

  await writer.goto(`/desk/${id}/edit`)
  await expect(withGroup).toBeChecked()
  await withGroup.uncheck()
  await save(writer)
  await expectAudience(writer, title, 'Only you')
  await expectNotToSee(colleague, title, `/posts/${id}`)
  await deleteDraft(writer, id)
})

test('a colleague who leaves an organization sees no more of its drafts', async ({
  as,
  found,
}) => {
  const { id: organizationId, name } = await found('Limes', ['reader'])
  const title = `For all of Limes ${Date.now()}`
  const writer = await as('writer')
  const colleague = await as('reader')
  const id = await writeDraft(writer, title, organizationId)
  await writer.getByRole('switch', { name: `Public in ${name}` }).check()
  await save(writer)
  await expectAudience(writer, title, `Everyone in ${name}`)
  await expectToSee(colleague, title, `/posts/${id}`)

  await colleague.goto(`/organizations/${organizationId}`)
  await expect(section(colleague, 'Latest posts')).toContainText(title)
  await colleague.getByRole('button', { name: 'Leave' }).click()
  await confirm(colleague, 'Leave organization')
  await expect(colleague).toHaveURL(/\/organizations$/)
  await expect(colleague.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(colleague.getByRole('link', { name, exact: true })).toHaveCount(
    0
  )
  await expectNotToSee(colleague, title, `/posts/${id}`)
  await colleague.goto(`/organizations/${organizationId}`)
  await expect(colleague.getByRole('heading', { level: 1 })).toHaveText(
    'There is no such organization'
  )
  await deleteDraft(writer, id)
})

test('a writer who leaves an organization takes back what they share there', async ({
  as,
  found,
}) => {
  const { id: organizationId, group } = await found('Firs', ['reader', 'other'])
  const title = `For Firs ${Date.now()}`
  const writer = await as('writer')
  const colleague = await as('reader')
  const id = await writeDraft(writer, title, organizationId)
  await writer.getByRole('checkbox', { name: group.name }).check()
  await save(writer)
  await expectToSee(colleague, title, `/posts/${id}`)

  await writer.goto(`/organizations/${organizationId}`)
  await section(writer, 'Members')
    .getByRole('listitem')
    .filter({ hasText: 'Otis Thorne' })
    .getByRole('combobox')
    .selectOption('admin')
  await expect(writer.getByText(/is now an admin/)).toBeVisible()
  await writer.getByRole('button', { name: 'Leave' }).click()
  await confirm(writer, 'Leave organization')
  await expect(writer).toHaveURL(/\/organizations$/)
  await expectToSee(colleague, title, `/posts/${id}`)

  await expectAudience(writer, title, 'an organization that you have left')
  await writer.goto(`/desk/${id}/edit`)
  await writer.getByRole('button', { name: 'Stop sharing it there' }).click()
  await expect(
    writer.getByRole('button', { name: 'It is not shared there' })
  ).toBeDisabled()
  await expectNotToSee(colleague, title, `/posts/${id}`)
  await deleteDraft(writer, id)
})

test('somebody creates an organization, invites somebody unknown and withdraws', async ({
  as,
}) => {
  const name = `Oaks & Co ${Date.now()}`
  const page = await as('other')
  await page.goto('/')
  await page.getByRole('link', { name: 'Teams' }).click()
  await page.getByRole('link', { name: 'New organization' }).click()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await expect(page.getByLabel('Short name')).toHaveValue(/^oaks-co-\d+$/)
  await page.getByRole('button', { name: 'Create organization' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)

  const invitations = section(page, 'Invitations')
  await invitations.getByLabel('E-mail').fill('unknown@example.com')
  await invitations.getByRole('button', { name: 'Invite' }).click()
  await expect(invitations.getByRole('listitem')).toHaveText(
    /unknown@example.com/
  )
  await invitations.getByRole('button', { name: /withdraw/i }).click()
  await expect(invitations.getByRole('listitem')).toHaveCount(0)

  // Somebody has to look after it.
  await expect(page.getByRole('button', { name: 'Leave' })).toBeDisabled()
  await expect(
    page.getByText('make somebody else an admin first')
  ).toBeVisible()
})

test('an admin adds a member, makes them an admin and removes them', async ({
  as,
  found,
}) => {
  const { id, name } = await found('Ashes', [])
  const admin = await as('writer')
  await admin.goto(`/organizations/${id}`)
  const invitations = section(admin, 'Invitations')
  await invitations.getByLabel('E-mail').fill('reader@example.com')
  await invitations.getByRole('button', { name: 'Invite' }).click()
  const members = section(admin, 'Members')
  const member = members.getByRole('listitem').filter({ hasText: 'Rae Reader' })
  await expect(member).toBeVisible()
  await expect(invitations.getByRole('listitem')).toHaveCount(0)

  const other = await as('reader')
  await other.goto('/organizations')
  await other.getByRole('link', { name, exact: true }).click()
  await expect(section(other, 'Members')).toContainText('Rae Reader')
  await expect(section(other, 'Invitations')).toHaveCount(0)
  await expect(other.getByRole('combobox')).toHaveCount(0)

  await member.getByRole('combobox').selectOption('admin')
  await expect(admin.getByText('Rae Reader is now an admin.')).toBeVisible()
  await other.reload()
  await expect(section(other, 'Invitations')).toBeVisible()

  await member.getByRole('button', { name: 'Remove Rae Reader' }).click()
  await confirm(admin, 'Remove member')
  await expect(member).toHaveCount(0)
  await expect(members.getByRole('heading')).toBeFocused()
  await other.reload()
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(
    'There is no such organization'
  )
})

test('an admin makes a group, fills it, renames and deletes it', async ({
  as,
  found,
}) => {
  const { id } = await found('Birches', ['reader'])
  const page = await as('writer')
  await page.goto(`/organizations/${id}`)
  const groups = section(page, 'Groups')
  await groups.getByLabel('New group').fill('Community')
  await groups.getByRole('button', { name: 'Create group' }).click()
  await expect(groups.getByLabel('New group')).toHaveAccessibleDescription(
    /taken/
  )
  await groups.getByLabel('New group').fill('Docs')
  await groups.getByRole('button', { name: 'Create group' }).click()

  const docs = groups.getByRole('article', { name: 'Docs' })
  await docs.getByRole('combobox').selectOption({ label: 'Rae Reader' })
  await docs.getByRole('button', { name: 'Add to Docs' }).click()
  await expect(docs.getByRole('listitem')).toHaveText(['Rae Reader'])
  await docs.getByRole('button', { name: /^Remove Rae Reader/ }).click()
  await expect(docs.getByRole('listitem')).toHaveCount(0)

  await docs.getByRole('button', { name: 'Rename Docs' }).click()
  await page.keyboard.type('Writing')
  await page.keyboard.press('Enter')
  const writing = groups.getByRole('article', { name: 'Writing' })
  await expect(writing).toBeVisible()
  await writing.getByRole('button', { name: 'Delete Writing' }).click()
  await confirm(page, 'Delete group')
  await expect(writing).toHaveCount(0)
  await expect(groups.getByRole('heading', { name: 'Groups' })).toBeFocused()
})
