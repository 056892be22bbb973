import { createTransport } from 'nodemailer'

import { env } from './env'
import { logger } from './logger'

/** A plain-text mail to one address. */
export interface Mail {
  to: string
  subject: string
  text: string
}

const smtp = env.smtpUrl ? createTransport(env.smtpUrl) : null

/**
 * Sends a mail through `SMTP_URL`. Without one it is logged in development and
 * test, and dropped with an error in the log in production, where a log must
 * not hold reset links.
 *
 * Never throws: whether a mail could be sent is no business of the request
 * that asked for it.
 */
export const sendMail = async (mail: Mail): Promise<void> => {
  if (!smtp) {
    if (env.isProduction) {
      logger.error('SMTP_URL is not set: a mail was not sent')
    } else {
      logger.info({ mail }, `Mail to ${mail.to}: ${mail.text}`)
    }
    return
  }
  try {
    await smtp.sendMail({ from: env.mailFrom, ...mail })
  } catch (error) {
    logger.error({ error }, 'A mail could not be sent')
  }
}
