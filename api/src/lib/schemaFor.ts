import fs from 'node:fs'
import path from 'node:path'

import type { Provider } from './provider'

/**
 * The Prisma schema for a kind of database: the committed one, which is for SQLite,
 * or the same with another provider, which this writes.
 *
 * @param committed the path of the committed schema
 * @param root the project's folder
 * @returns the path of the schema
 */
export const schemaFor = (
  provider: Provider,
  committed: string,
  root: string
): string => {
  if (provider === 'sqlite') {
    return committed
  }
  const text = fs
    .readFileSync(committed, 'utf8')
    .replace('provider = "sqlite"', `provider = "${provider}"`)
  const file = path.join(root, `.redwood/${provider}.prisma`)
  if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text) {
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, text)
  }
  return file
}
