import { db } from 'src/lib/db'

import { seedTeam, TEAM_USERS } from '../../../scripts/seed/team'

import { addUser } from './world'

/** Puts the team of the development seed beside what is there; its posts by title. */
export const seedTeamOfSeed = async (): Promise<Record<string, number>> => {
  const users: Partial<Parameters<typeof seedTeam>[1]> = {}
  for (const user of TEAM_USERS) {
    users[user.email] = await addUser(user)
  }
  // Twice, as a seed may be run again.
  await seedTeam(db, users as Parameters<typeof seedTeam>[1])
  await seedTeam(db, users as Parameters<typeof seedTeam>[1])
  const posts = await db.post.findMany({
    where: { organization: { slug: 'prisma' } },
  })
  return Object.fromEntries(posts.map(({ title, id }) => [title, id]))
}
