import { PrismaClient } from '@prisma/client'

import { emitLogLevels, handlePrismaLogging } from '@redwoodjs/api/logger'
import { getPaths } from '@redwoodjs/project-config'

import { env } from './env'
import { logger } from './logger'
import { sqliteAdapter, sqliteDriver, sqliteFile } from './sqlite'

const LOG_LEVELS = ['info', 'warn', 'error'] as const

const file = sqliteFile(env.databaseUrl, getPaths().api.db)

/** What the database's driver does for `authDb()`, beside Prisma. */
export const driver = sqliteDriver(file)

/**
 * The Prisma client without any rule. Services use `authDb()`; who may import
 * this is listed in .eslintrc.js.
 */
export const db = new PrismaClient({
  adapter: sqliteAdapter(file),
  log: emitLogLevels([...LOG_LEVELS]),
})

handlePrismaLogging({ db, logger, logLevels: [...LOG_LEVELS] })
