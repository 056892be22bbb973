import { clientOf, codeOf } from 'src/testing/client'
import { setScene } from 'src/testing/world'

beforeEach(setScene)

const SEND = `mutation ($input: CreateContactInput!) {
  createContact(input: $input) { id name email message }
}`
const LIST = '{ contacts { id message } }'
const MESSAGE = { name: 'Di', email: 'di@example.com', message: 'Hello?' }

describe('Contact messages', () => {
  it('a visitor sends one and gets back no more than what was sent', async () => {
    const anonymous = await clientOf('anonymous')
    const { data } = await anonymous(SEND, { input: MESSAGE })
    expect(data?.createContact).toEqual({ id: null, ...MESSAGE })
  })

  it('an admin reads them, newest first', async () => {
    await (
      await clientOf('anonymous')
    )(SEND, { input: MESSAGE })
    const admin = await clientOf('admin')
    const { data } = await admin(LIST)
    expect(data?.contacts).toMatchObject([
      { message: 'Hello?' },
      { message: 'Hello.' },
    ])
  })

  it('for everyone else who is signed in there are none', async () => {
    for (const actor of ['reader', 'moderator', 'owner'] as const) {
      const client = await clientOf(actor)
      expect((await client(LIST)).data).toEqual({ contacts: [] })
    }
  })

  it('a visitor is asked to log in', async () => {
    const anonymous = await clientOf('anonymous')
    expect(codeOf(await anonymous(LIST))).toBe('UNAUTHENTICATED')
  })

  it('one with a NUL character is refused', async () => {
    const anonymous = await clientOf('anonymous')
    const response = await anonymous(SEND, {
      input: { ...MESSAGE, message: 'a \0 b' },
    })
    expect(codeOf(response)).toBe('BAD_USER_INPUT')
  })

  it('one without an e-mail address is refused', async () => {
    const anonymous = await clientOf('anonymous')
    const { errors } = await anonymous(SEND, {
      input: { ...MESSAGE, email: 'nowhere' },
    })
    expect(errors?.[0].extensions).toEqual({
      code: 'BAD_USER_INPUT',
      properties: { messages: { email: ['Is not an e-mail address'] } },
    })
  })
})
