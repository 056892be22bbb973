import { SMTPServer } from 'smtp-server'

import { SMTP_PORT } from '../addresses'
import { expect, logIn, test } from '../people'

/** A mail server that keeps what it gets. */
const openMailbox = async () => {
  const mails: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        mails.push(Buffer.concat(chunks).toString())
        done()
      })
    },
  })
  await new Promise<void>((resolve) =>
    server.listen(SMTP_PORT, '127.0.0.1', resolve)
  )
  return { mails, close: () => server.close(() => {}) }
}

/** The link in a mail, whose lines are quoted-printable. */
const linkIn = (mail: string) =>
  /http\S+/
    .exec(mail.replace(/=\r\n/g, '').replace(/=3D/g, '='))?.[0]
    .replace(/\r$/, '') ?? ''

test('somebody who forgot the password gets a new one by mail', async ({
  as,
}) => {
  const mailbox = await openMailbox()
  try {
    const page = await as('visitor')
    const email = `forgetful-${Date.now()}@example.com`
    await page.goto('/signup')
    await page.getByLabel('Name').fill('Fay')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('soon forgotten')
    await page.getByRole('button', { name: 'Sign up' }).click()
    await expect(page.getByRole('button', { name: /Fay/ })).toBeVisible()

    const visitor = await as('visitor')
    for (const address of ['nobody@example.com', email]) {
      await visitor.goto('/forgot-password')
      await visitor.getByLabel('E-mail').fill(address)
      await visitor.getByRole('button', { name: /send|link/i }).click()
      await expect(
        visitor.getByText(/if there is an account/i).first()
      ).toBeVisible()
    }
    await expect.poll(() => mailbox.mails.length).toBe(1)
    expect(mailbox.mails[0]).toContain(email)

    await visitor.goto(linkIn(mailbox.mails[0]))
    await visitor
      .getByLabel(/password/i)
      .first()
      .fill('remembered now')
    await visitor
      .getByRole('button', { name: /password/i })
      .last()
      .click()
    await expect(visitor).toHaveURL(/\/login/)
    await expect(logIn(email, 'remembered now')).resolves.toBeTruthy()
    await expect(logIn(email, 'soon forgotten')).rejects.toThrow()
  } finally {
    mailbox.close()
  }
})

test('a link that was made up says it is not valid', async ({ as }) => {
  const page = await as('visitor')
  await page.goto('/reset-password?resetToken=made-up')
  await expect(page.getByText(/not valid/i).first()).toBeVisible()
})
