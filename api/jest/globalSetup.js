const fs = require('node:fs')
const path = require('node:path')

const Database = require('libsql')
const { Client } = require('pg')

const { getPaths } = require('@redwoodjs/project-config')
const migrate = require('@redwoodjs/testing/config/jest/api/globalSetup')

const { databaseOf, isSqlite } = require('./databases')

const copySqlite = (from, to) => {
  const [source, target] = [from, to].map((url) =>
    path.resolve(getPaths().api.db, url.slice('file:'.length))
  )
  for (const suffix of ['', '-wal', '-shm']) {
    fs.rmSync(target + suffix, { force: true })
  }
  const database = new Database(source)
  database.prepare('VACUUM INTO ?').run(target)
  database.close()
}

const nameIn = (url) => decodeURIComponent(new URL(url).pathname.slice(1))

const quoted = (name) => `"${name.replaceAll('"', '""')}"`

const copyPostgres = async (from, to) => {
  // A database that is copied may have no connections.
  const place = new URL(from)
  place.pathname = '/postgres'
  place.searchParams.delete('schema')
  const client = new Client({ connectionString: place.href })
  await client.connect()
  try {
    const [source, target] = [from, to].map((url) => quoted(nameIn(url)))
    await client.query(`DROP DATABASE IF EXISTS ${target} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${target} TEMPLATE ${source}`)
  } finally {
    await client.end()
  }
}

/** Redwood's set-up, which migrates the database of the tests; then copies of it. */
module.exports = async ({ maxWorkers }) => {
  await migrate()
  const url = process.env.DATABASE_URL
  const copy = isSqlite(url) ? copySqlite : copyPostgres
  for (let worker = 2; worker <= maxWorkers; worker++) {
    await copy(url, databaseOf(url, worker))
  }
}
