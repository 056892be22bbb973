import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import Database from 'libsql'

/*
 * An empty SQLite database with all migrations, which the environment names from
 * now on: so this is to be imported before what opens a database.
 */

const MIGRATIONS = path.resolve(__dirname, '../../api/db/migrations/sqlite')

if (!(process.env.DATABASE_URL ?? 'file:').startsWith('file:')) {
  throw new Error('The matrix is measured on SQLite: DATABASE_URL=file:…')
}
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canopy-matrix-'))
const file = path.join(folder, 'matrix.db')
const connection = new Database(file, {})
for (const name of fs.readdirSync(MIGRATIONS).sort()) {
  const script = path.join(MIGRATIONS, name, 'migration.sql')
  if (fs.existsSync(script)) {
    connection.exec(fs.readFileSync(script, 'utf8'))
  }
}
connection.close()
process.env.DATABASE_URL = `file:${file}`

/** Removes the database. */
export const removeScratch = () => fs.rmSync(folder, { recursive: true })
