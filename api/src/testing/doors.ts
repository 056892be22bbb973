import { sessionOf } from './client'
import type { Door } from './server'
import type { Person } from './world'

/** What came of a request. */
export interface Response {
  status: number
  headers: Record<string, string>
  /** As JSON; undefined where there is none. */
  body: Body
}

// Of any shape: what tests say of it, they compare.
type Body = Record<string, never>

export interface Request {
  method?: string
  headers?: Record<string, string>
  /** Sent as JSON, unless it is text or bytes. */
  body?: unknown
}

/** Sends a request to an address. */
export const send = async (
  url: string,
  { method = 'GET', headers = {}, body }: Request = {}
): Promise<Response> => {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array
  const response = await fetch(url, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined || isRaw ? body : JSON.stringify(body),
  } as RequestInit)
  const text = await response.text()
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: text === '' ? undefined : JSON.parse(text),
  } as Response
}

const READS = /^(find|count|aggregate|groupBy|check)/

const methodFor = (operation: string) =>
  READS.test(operation)
    ? 'GET'
    : operation.startsWith('update')
      ? 'PUT'
      : operation.startsWith('delete')
        ? 'DELETE'
        : 'POST'

/** The address of an operation whose arguments are in it. */
export const addressOf = (path: string, q?: unknown) =>
  q === undefined
    ? path
    : `${path}?q=${encodeURIComponent(typeof q === 'string' ? q : JSON.stringify(q))}`

/** What somebody sends with each request. */
export const headersOf = async (
  actor: Person
): Promise<Record<string, string>> => {
  const cookie = await sessionOf(actor)
  return cookie ? { cookie, 'x-requested-with': 'tests' } : {}
}

/**
 * A client of the RPC door, with a real session unless anonymous:
 * `rpc('post/findMany', { where: … })`.
 */
export const rpcOf =
  (door: Door, actor: Person) =>
  async (path: string, args?: object): Promise<Response> => {
    const method = methodFor(path.split('/')[1])
    const headers = await headersOf(actor)
    const isInAddress = method === 'GET' || method === 'DELETE'
    return isInAddress
      ? send(addressOf(`${door.api}/model/${path}`, args), { method, headers })
      : send(`${door.api}/model/${path}`, { method, headers, body: args ?? {} })
  }

/**
 * A client of the REST door, with a real session unless anonymous:
 * `rest('post/1', { method: 'DELETE' })`.
 */
export const restOf =
  (door: Door, actor: Person) =>
  async (path: string, request: Request = {}): Promise<Response> =>
    send(`${door.api}/rest/${path}`, {
      ...request,
      headers: {
        ...(await headersOf(actor)),
        ...(request.body !== undefined && {
          'content-type': 'application/vnd.api+json',
        }),
        ...request.headers,
      },
    })
