import { env } from './env'
import { sendMail } from './mailer'

/**
 * Mails the link for a new password. The answer is the same, and comes as
 * fast, whether or not the address has an account.
 *
 * @param account the account, or one with an empty address for a stranger
 * @param resetToken the secret of the link, valid for an hour
 * @returns what the browser gets to see
 */
export const mailResetLink = (
  account: { email?: string },
  resetToken: string
): { message: string } => {
  if (account.email) {
    const link = new URL('/reset-password', env.appUrl)
    link.searchParams.set('resetToken', resetToken)
    void sendMail({
      to: account.email,
      subject: 'A new password for Canopy',
      text: [
        'Somebody, probably you, asked for a new password for Canopy.',
        `Choose one here within the next hour: ${link}`,
        'If it was not you, nothing has changed and you can ignore this mail.',
      ].join('\n\n'),
    })
  }
  return { message: 'If there is an account, a link is on its way.' }
}
