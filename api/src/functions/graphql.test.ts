import { clientOf, clientWith, codeOf, logIn } from 'src/testing/client'
import { ACTORS, breakDatabase, removeUser, setScene } from 'src/testing/world'

beforeEach(setScene)

describe('The GraphQL door', () => {
  it('tells a client nothing about a fault inside', async () => {
    const anonymous = await clientOf('anonymous')
    const mend = await breakDatabase()
    try {
      const { errors } = await anonymous('{ posts { id } }')
      expect(errors).toHaveLength(1)
      expect(JSON.stringify(errors)).not.toMatch(/SQL|table|prisma| at /i)
      expect(errors?.[0].message).toBe('Something went wrong.')
    } finally {
      await mend()
    }
  })

  test.each(['{', '{ nothing }', 'mutation { posts { id } }', '', '{ post }'])(
    'answers a wrong query with what is wrong: %s',
    async (query) => {
      const anonymous = await clientOf('anonymous')
      const { data, errors } = await anonymous(query)
      expect(data).toBeFalsy()
      expect(errors?.[0].message).not.toBe('Something went wrong.')
    }
  )

  const nested = (levels: number, fields: string) =>
    `{ posts ${'{ comments { post '.repeat(levels)}{ ${fields} }${' } }'.repeat(levels)} }`

  test.each([
    ['so deep', nested(3, 'id'), /depth limit of 6/],
    ['that costs so much', nested(2, 'id '.repeat(800)), /Cost limit of 5000/],
    ['of so many words', nested(1, 'id '.repeat(1100)), /Token limit/],
  ])('takes no query %s', async (_name, query, message) => {
    const anonymous = await clientOf('anonymous')
    const { data, errors } = await anonymous(query)
    expect(data).toBeFalsy()
    expect(errors?.[0].message).toMatch(message)
  })

  test.each([2 ** 31, -(2 ** 31) - 1, 1.5, '1', null, true])(
    'takes no %s for an id',
    async (id) => {
      const anonymous = await clientOf('anonymous')
      const { data, errors } = await anonymous(
        'query ($id: Int!) { post(id: $id) { id } }',
        { id }
      )
      expect(data).toBeFalsy()
      expect(errors?.[0].message).toMatch(/Int/)
    }
  )

  test.each([0, -1, 2 ** 31 - 1])('knows no post %i', async (id) => {
    const anonymous = await clientOf('anonymous')
    expect(await anonymous(`{ post(id: ${id}) { id } }`)).toMatchObject({
      data: { post: null },
    })
  })

  it('a session that is forged is 401, and no visitor', async () => {
    const session = await logIn(ACTORS.reader.email)
    const forged = clientWith(
      session.replace(/(session_\d+)=.*/, '$1=AAAA|BBBB')
    )
    const response = await forged('{ me { id } posts { id } }')
    expect(response.data).toBeUndefined()
    expect(codeOf(response)).toBe('UNAUTHENTICATED')
  })

  it('a session of a user who is gone is 401', async () => {
    const ghost = await clientOf('reader')
    await removeUser('reader')
    const response = await ghost('{ me { id } posts { id } }')
    expect(response.data).toBeUndefined()
    expect(codeOf(response)).toBe('UNAUTHENTICATED')
  })
})
