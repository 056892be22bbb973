import { clientOf, codeOf } from 'src/testing/client'
import { setScene } from 'src/testing/world'

beforeEach(setScene)

const ASK = `{
  createPost: can(model: "Post", operation: create)
  createComment: can(model: "Comment", operation: create)
  readContacts: can(model: "Contact", operation: read)
  setRoles: can(model: "User", operation: update, field: "roles")
  rename: can(model: "User", operation: update, field: "name")
  readSecrets: can(model: "Credential", operation: read)
}`

describe('What the current user can do at all', () => {
  const answers = {
    anonymous: ['createComment'],
    reader: ['createComment', 'rename'],
    moderator: ['createComment', 'rename'],
    owner: ['createPost', 'createComment', 'rename'],
    admin: [
      'createPost',
      'createComment',
      'readContacts',
      'setRoles',
      'rename',
    ],
  } as const

  test.each(Object.entries(answers))('%s: %s', async (actor, expected) => {
    const client = await clientOf(actor as keyof typeof answers)
    const { data } = await client(ASK)
    const allowed = Object.entries(data ?? {})
      .filter(([, answer]) => answer)
      .map(([name]) => name)
    expect(allowed.sort()).toEqual([...expected].sort())
  })

  test.each(['Nothing', '__proto__', 'constructor', ''])(
    'there is no model "%s"',
    async (model) => {
      const anonymous = await clientOf('anonymous')
      const response = await anonymous(
        'query ($model: String!) { can(model: $model, operation: read) }',
        { model }
      )
      expect(codeOf(response)).toBe('BAD_USER_INPUT')
    }
  )

  it('there is no field of that name', async () => {
    const anonymous = await clientOf('anonymous')
    const response = await anonymous(
      '{ can(model: "Post", operation: update, field: "nothing") }'
    )
    expect(codeOf(response)).toBe('BAD_USER_INPUT')
  })
})
