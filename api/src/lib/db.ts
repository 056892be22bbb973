import { PrismaClient } from '@prisma/client'

import { emitLogLevels, handlePrismaLogging } from '@redwoodjs/api/logger'
import { getPaths } from '@redwoodjs/project-config'

import { databaseAdapter, databaseDriver } from './database'
import type { Place } from './database'
import { env } from './env'
import { logger } from './logger'
import { keepingPlans } from './policy/keptPlans'

const LOG_LEVELS = ['info', 'warn', 'error'] as const

/** Where the database is, for tests that open another client. */
export const place: Place = {
  url: env.databaseUrl,
  folder: getPaths().api.db,
  postgres: {
    ...env.postgres,
    onLostConnection: ({ message }) =>
      logger.warn({ message }, 'Connection lost'),
  },
}

/** What the database's driver does for `authDb()`, beside Prisma. */
export const driver = databaseDriver(place)

/**
 * The Prisma client without any rule. Services use `authDb()`; who may import
 * this is listed in .eslintrc.js.
 */
export const db = keepingPlans(PrismaClient, {
  adapter: databaseAdapter(place),
  log: emitLogLevels([...LOG_LEVELS]),
})

handlePrismaLogging({ db, logger, logLevels: [...LOG_LEVELS] })
