import type { CurrentUser } from 'src/lib/auth'
import { authDb } from 'src/lib/authDb'
import { clientOf, clientWith, codeOf, logIn } from 'src/testing/client'
import { seedTeamOfSeed } from 'src/testing/seeding'
import { setScene } from 'src/testing/world'

/*
 * The team of the seed: Robin's three drafts in the organization Prisma, of which
 * "Join Slack" is shared with the group that Bryan is in, and "Follow Twitter"
 * with everyone there.
 */

let posts: Record<string, number>
type Client = ReturnType<typeof clientWith>
let people: Record<'robin' | 'bryan' | 'gavin' | 'reader', Client>

beforeEach(async () => {
  await setScene()
  posts = await seedTeamOfSeed()
  const of = async (name: string) =>
    clientWith(await logIn(`${name}@example.com`))
  people = {
    robin: await of('robin'),
    bryan: await of('bryan'),
    gavin: await of('gavin'),
    reader: await clientOf('reader'),
  }
})

/** Which of the three each of them sees by its id, and how many altogether. */
const seen = async () => {
  const counts: Record<string, number> = {}
  for (const [name, ask] of Object.entries(people)) {
    const fields = Object.values(posts).map(
      (id) => `p${id}: post(id: ${id}) { title }`
    )
    const { data } = await ask(`{ ${fields.join()} me { id email roles } }`)
    const { me, ...found } = data as unknown as { me: CurrentUser }
    counts[name] = Object.values(found).filter(Boolean).length
    mockCurrentUser(me)
    const where = { id: { in: Object.values(posts) } }
    expect(await authDb().post.count({ where })).toBe(counts[name])
  }
  return counts
}

describe('Of the drafts at Prisma', () => {
  it('Robin sees 3, Bryan 2, Gavin 1 and a reader from outside none', async () => {
    expect(await seen()).toEqual({ robin: 3, bryan: 2, gavin: 1, reader: 0 })
  })

  it('it is 2, 1, 1 and none once Robin has deleted "Join Slack"', async () => {
    const { data } = await people.robin(
      `mutation { deletePost(id: ${posts['Join Slack']}) { title isPublic } }`
    )
    expect(data?.deletePost).toEqual({ title: 'Join Slack', isPublic: false })
    expect(await seen()).toEqual({ robin: 2, bryan: 1, gavin: 1, reader: 0 })
  })

  it('Bryan and Gavin find theirs among what is shared with them', async () => {
    const titles = async (ask: Client) =>
      (await ask('{ sharedWithMe { title } }')).data?.sharedWithMe
    expect(await titles(people.bryan)).toEqual([
      { title: 'Follow Twitter' },
      { title: 'Join Slack' },
    ])
    expect(await titles(people.gavin)).toEqual([{ title: 'Follow Twitter' }])
    expect(await titles(people.reader)).toEqual([])
  })

  it('Bryan changes nothing of what he is shown', async () => {
    const id = posts['Join Slack']
    const response = await people.bryan(
      `mutation { updatePost(id: ${id}, input: { title: "Mine" }) { id } }`
    )
    expect(codeOf(response)).toBe('FORBIDDEN')
  })
})
