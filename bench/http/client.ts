import http from 'node:http'

import { encryptSession } from '@redwoodjs/auth-dbauth-api'

import { userWith } from '../workload'

import type { Task } from './operations'

export const CONNECTIONS = 16

const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS })

interface Answer {
  status: number
  body: string
}

/** Posts JSON, as a browser does. */
export const post = (
  url: string,
  body: string,
  headers: Record<string, string>
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const request = http.request(
      url,
      {
        agent,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...headers,
        },
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => (text += part))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: text })
        )
      }
    )
    request.once('error', reject)
    request.end(body)
  })

/** The headers of a session, as dbAuth's log-in would have made it. */
const session = (id: number, port: number) => ({
  cookie:
    `session_${port}=${encryptSession(JSON.stringify({ id }) + ';csrf')}; ` +
    'auth-provider=dbAuth',
})

/** The headers of whoever does a task; `port` is of the server. */
export const headersOf = ({ isSignedIn, role }: Task, port: number) =>
  isSignedIn ? session(userWith(role).id, port) : {}
