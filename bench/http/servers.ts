import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { post } from './client'
import type { Dialect } from './dialect'
import type { Task } from './operations'
import { bodyOf } from './operations'
import type { YogaPeer } from './peer'
import { POSTGRAPHILE } from './peers/postgraphile/dialect'

const FIRST_PORT = Number(process.env.BENCH_PORT ?? 9440)
const PATIENCE_MS = 60_000

/** Starts a program with these settings; gives its process group. */
export type Launch = (
  command: string,
  args: string[],
  settings: Record<string, string>
) => number

/** A server in processes of its own. */
export interface Server {
  url: string
  port: number
  /** The process group. */
  group: number
  /** How it is asked, if otherwise than the app. */
  dialect?: Dialect
}

export type PeerName = YogaPeer | 'postgraphile'

/** What a client sends a server for a task the nth time. */
export const bodyFor = ({ dialect }: Server, task: Task, n: number) =>
  dialect ? dialect.bodyOf(task, n) : bodyOf(task, n)

const processesOf = (group: number) =>
  fs.readdirSync('/proc').filter((pid) => {
    try {
      // After the name, which is in parentheses: state, parent, group.
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
      return stat.replace(/.*\) /, '').split(' ')[2] === String(group)
    } catch {
      return false // No process, or one that has ended meanwhile.
    }
  })

const sumOf = (group: number, measure: (pid: string) => number) =>
  processesOf(group).reduce((sum, pid) => sum + measure(pid), 0)

/** The processor time that a server has taken so far, in milliseconds. */
export const cpuOf = ({ group }: Server) =>
  sumOf(group, (pid) =>
    fs
      .readdirSync(`/proc/${pid}/task`)
      .map((task) => `/proc/${pid}/task/${task}/schedstat`)
      .reduce(
        (sum, file) =>
          sum + Number(fs.readFileSync(file, 'utf8').split(' ')[0]) / 1e6,
        0
      )
  )

/** The memory of a server's largest process, in MiB. */
export const memoryOf = ({ group }: Server) =>
  Math.max(
    ...processesOf(group).map((pid) => {
      const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8')
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
    })
  )

const untilAnswering = async (url: string) => {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    try {
      await post(url, '{"query":"{ __typename }"}', {})
      return
    } catch (error) {
      if (Date.now() > deadline) {
        throw error
      }
      await sleep(200)
    }
  }
}

/** The app, which must have been built, and its peers. */
export const starter = (launch: Launch) => {
  const start = async (
    port: number,
    command: string,
    args: string[]
  ): Promise<Server> => {
    const group = launch(command, args, { API_PORT: String(port) })
    const url = `http://127.0.0.1:${port}/graphql`
    await untilAnswering(url)
    return { url, port, group }
  }
  return {
    app: () =>
      start(FIRST_PORT, 'yarn', [
        'rw',
        'serve',
        'api',
        '--port',
        `${FIRST_PORT}`,
      ]),
    peer: async (name: PeerName) => {
      const port = FIRST_PORT + 1 + PEERS.indexOf(name)
      const file = path.join(__dirname, 'peer.mjs')
      const command = [file, name, String(port)]
      const server = await start(port, process.execPath, command)
      return name === 'postgraphile'
        ? { ...server, dialect: POSTGRAPHILE }
        : server
    },
  }
}

const PEERS: PeerName[] = ['perRow', 'perSelection', 'rawSql', 'postgraphile']
