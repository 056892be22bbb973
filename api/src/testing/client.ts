import type { APIGatewayProxyEvent, Context } from 'aws-lambda'

import { handler as authHandler } from 'src/functions/auth/auth'
import { handler as graphqlHandler } from 'src/functions/graphql'

import { PEOPLE, PASSWORD } from './world'
import type { Person } from './world'

interface Response {
  statusCode: number
  headers: Record<string, string>
  body: string
}

interface GraphQLResponse {
  data: Record<string, never> | null
  errors?: {
    message: string
    path?: (string | number)[]
    extensions?: {
      code?: string
      properties?: { messages?: Record<string, string[]> }
    }
  }[]
}

const call = async (
  handler: (event: APIGatewayProxyEvent, context: Context) => Promise<unknown>,
  path: string,
  body: string,
  headers: Record<string, string>
) => {
  const event = {
    httpMethod: 'POST',
    path,
    body,
    headers: { 'content-type': 'application/json', ...headers },
    queryStringParameters: {},
    isBase64Encoded: false,
    requestContext: { identity: { sourceIp: '127.0.0.1' } },
  } as unknown as APIGatewayProxyEvent
  return (await handler(event, {} as Context)) as Response
}

/** Sends `body` to the auth function, as a browser with `cookie` would. */
export const postAuth = (body: object | string, cookie = '') =>
  call(
    authHandler,
    '/auth',
    typeof body === 'string' ? body : JSON.stringify(body),
    { cookie }
  )

/** The cookies that a response of the auth function sets. */
export const cookiesOf = ({ headers }: Response) =>
  [headers['set-cookie'] ?? []]
    .flat()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

/** Logs in with a password; the cookies of the session. */
export const logIn = async (email: string, password = PASSWORD) =>
  cookiesOf(await postAuth({ method: 'login', username: email, password }))

const sessions = new Map<Person, string>()

/** The cookies of somebody's real session; of a visitor, none. */
export const sessionOf = async (actor: Person): Promise<string> => {
  const user = PEOPLE[actor]
  if (user === null) {
    return ''
  }
  // A session is good for the same user of the next scene, too.
  const known = sessions.get(actor) || (await logIn(user.email))
  sessions.set(actor, known)
  return known
}

/**
 * A client of the real GraphQL handler, with a real session unless anonymous.
 * What it returns is the response's `{ data, errors }`.
 */
export const clientOf = async (actor: Person) =>
  clientWith(await sessionOf(actor))

/** A client of the real GraphQL handler with these cookies. */
export const clientWith = (cookie: string) =>
  clientSending(cookie ? { cookie, 'auth-provider': 'dbAuth' } : {})

/** A client of the real GraphQL handler with this API token. */
export const clientThrough = (token: string) =>
  clientSending({ authorization: `Bearer ${token}` })

const clientSending =
  (headers: Record<string, string>) =>
  async (query: string, variables: object = {}): Promise<GraphQLResponse> => {
    const { body } = await call(
      graphqlHandler,
      '/graphql',
      JSON.stringify({ query, variables }),
      headers
    )
    return JSON.parse(body)
  }

/** The code of the only error of a response; undefined when there is none. */
export const codeOf = ({ errors }: GraphQLResponse) =>
  errors?.[0].extensions?.code
