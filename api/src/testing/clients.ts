import { PrismaClient } from '@prisma/client'

import { databaseAdapter } from 'src/lib/database'
import { place } from 'src/lib/db'
import { keepingPlans } from 'src/lib/policy/keptPlans'
import { providerOf } from 'src/lib/provider'

/** A client with connections of its own to the same database. */
export const anotherClient = () =>
  keepingPlans(PrismaClient, { adapter: databaseAdapter(place) })

/** A client of a database that nobody can reach. */
export const clientOfNothing = () => {
  const url =
    providerOf(place.url) === 'sqlite'
      ? 'file:/nowhere/at/all.db'
      : 'postgresql://nobody@127.0.0.1:1/nothing'
  return new PrismaClient({ adapter: databaseAdapter({ ...place, url }) })
}
