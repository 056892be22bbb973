import { authDb } from 'src/lib/authDb'
import { actAs, setScene } from 'src/testing/world'

beforeEach(setScene)

describe('Of posts whose owner’s address a reader does not see,', () => {
  const like = { email: { contains: 'o' } }
  beforeEach(() => actAs('reader'))

  test.each([
    ['none has an owner with an address like that', { owner: like }],
    ['none has one whose address is not', { owner: { isNot: like } }],
    ['nor is it otherwise said so', { NOT: { owner: like } }],
    ['nor said twice', { NOT: { owner: { isNot: like } } }],
  ])('%s', async (_what, where) => {
    expect(await authDb().post.findMany({ where })).toEqual([])
  })
})
