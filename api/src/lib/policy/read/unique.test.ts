import { authDb } from 'src/lib/authDb'
import { actAs, membershipOf, setTeamScene } from 'src/testing/world'

beforeEach(setTeamScene)

const key = membershipOf('member', 'home')

const find = (where: object) =>
  authDb().membership.findUnique({
    where: { userId_organizationId: key, ...where },
    select: { id: true },
  })

describe('A row by a key of several fields', () => {
  it('is found beside the other key, if it has that, too', async () => {
    actAs('chief')
    const { id } = (await find({})) ?? { id: 0 }
    expect(await find({ id })).toEqual({ id })
    expect(await find({ id: -1 })).toBeNull()
    expect(await find({ AND: [{ id }, { role: 'member' }] })).toEqual({ id })
    actAs('rival')
    expect(await find({ id })).toBeNull()
  })
})
