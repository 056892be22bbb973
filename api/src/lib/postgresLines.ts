import type { Socket } from 'node:net'
import { performance } from 'node:perf_hooks'

import { Client } from 'pg'
import type { ClientConfig, QueryConfig, QueryResult } from 'pg'

/*
 * Reads of several requests on one connection, one sent behind the other without
 * waiting for answers, and those of one turn of the event loop in one go: to write to
 * a socket and to be woken by it takes more of a process' time than most reads take
 * the server's.
 * docs/decisions/0018-reads-on-lines.md
 */

/** Connections that are shared by reads. */
export interface Lines {
  /**
   * Asks on one of them; null if there is none to be asked on now.
   *
   * @param statement one that is no part of a transaction
   */
  ask: (statement: QueryConfig) => Promise<QueryResult> | null
  /** How many are open, and of those on how many something is asked. */
  count: () => { open: number; busy: number }
  /** Closes them, when all is answered. */
  end: () => Promise<unknown>
}

interface Line {
  client: Client
  isOpen: boolean
  /** How many answers are waited for. */
  waiting: number
  /** How many statements are to be sent in one go. */
  gathered: number
  /** When the last one came, or when that began; in milliseconds. */
  since: number
}

/** Nobody queues behind what takes so long. */
const STALLED_MS = 20
/** The server's processors are to share what is asked in one moment. */
const MOST_GATHERED = 8

/**
 * Opens lines as they are needed, and new ones for those that break.
 *
 * @param config as for a client
 * @param most how many there may be
 * @param onLost told of those that break
 */
export const openLines = (
  config: ClientConfig,
  most: number,
  onLost: (error: Error) => void
): Lines => {
  const lines = new Set<Line>()

  const open = () => {
    const client = new Client({ ...config, pipeline: true } as ClientConfig)
    const line = { client, isOpen: false, waiting: 0, gathered: 0, since: 0 }
    lines.add(line)
    const close = () => lines.delete(line)
    client.on('end', close)
    client.on('error', (error) => {
      if (close() && line.isOpen) {
        onLost(error)
      }
    })
    client.connect().then(() => {
      line.isOpen = true
      socketOf(client).unref()
    }, close)
  }

  const isAnswering = ({ isOpen, waiting, since }: Line) =>
    isOpen && (waiting === 0 || performance.now() - since <= STALLED_MS)

  /** One that sends in a moment anyway, or that on which least is waited for. */
  const best = (): Line | null => {
    let found: Line | null = null
    for (const line of lines) {
      if (!isAnswering(line)) {
        continue
      }
      if (line.gathered > 0 && line.gathered < MOST_GATHERED) {
        return line
      }
      if (!found || line.waiting < found.waiting) {
        found = line
      }
    }
    return found
  }

  return {
    ask: (statement) => {
      const line = best()
      if (lines.size < most && (!line || line.waiting > 0)) {
        open()
      }
      return line && askOn(line, statement)
    },
    count: () => {
      const opened = [...lines].filter(({ isOpen }) => isOpen)
      const busy = opened.filter(({ waiting }) => waiting > 0)
      return { open: opened.length, busy: busy.length }
    },
    end: () => Promise.all([...lines].map(({ client }) => client.end())),
  }
}

const askOn = (line: Line, statement: QueryConfig): Promise<QueryResult> => {
  const { client } = line
  if (line.waiting === 0) {
    line.since = performance.now()
    socketOf(client).ref()
  }
  line.waiting += 1
  sendLater(line)
  return client.query(statement).finally(() => {
    line.waiting -= 1
    line.since = performance.now()
    if (line.waiting === 0) {
      // As an idle connection of a pool: it keeps no process from ending.
      socketOf(client).unref()
    }
  })
}

/** Sends in one go what is asked until all that has come in has been looked at. */
const sendLater = (line: Line) => {
  line.gathered += 1
  if (line.gathered === 1) {
    const socket = socketOf(line.client)
    socket.cork()
    setImmediate(() => {
      line.gathered = 0
      socket.uncork()
    })
  }
}

/** What the types of `pg` do not tell of. */
const socketOf = (client: Client) =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream
