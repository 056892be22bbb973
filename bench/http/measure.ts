import { spreadOf } from '../quantiles'
import type { Spread } from '../quantiles'
import { makeSpareComments, restore } from '../workload'

import { CONNECTIONS, headersOf, post } from './client'
import { TASKS } from './operations'
import type { Task } from './operations'
import { bodyFor, cpuOf } from './servers'
import type { Server } from './servers'

/** Requests of one turn: a fraction of a second, so that turns are alike. */
const TURN = 128
const WARM_UP_ROUNDS = 4
/** What a server answers before anything is measured, of each task. */
const WARM_UP_TURNS = 2
/** Rounds between which what has been written is taken back. */
const BLOCK = 4

/** How a server does at a task, next to the one that is measured against. */
export interface Comparison {
  /** Requests a second ÷ those of the base. */
  rate: Spread
  /** Processor time of a request ÷ that of the base. */
  cpu: Spread
  /** Processor time of a request in milliseconds, on this machine. */
  ms: Spread
}

interface Turn {
  rate: number
  cpu: number
}

/** So many requests on all connections, to rows from the `first` on. */
const turn = async (
  server: Server,
  task: Task,
  first: number
): Promise<Turn> => {
  const headers = headersOf(task, server.port)
  let next = first
  const work = async () => {
    while (next < first + TURN) {
      await post(server.url, bodyFor(server, task, next++), headers)
    }
  }
  const start = performance.now()
  const before = cpuOf(server)
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
  const cpu = cpuOf(server) - before
  const seconds = (performance.now() - start) / 1000
  return { rate: TURN / seconds, cpu: cpu / TURN }
}

/** Lets all servers do everything often enough to be compiled. */
export const warmUp = async (servers: Server[]) => {
  await makeSpareComments(servers.length * WARM_UP_TURNS * TURN)
  let first = 0
  for (const server of servers) {
    for (let n = 0; n < WARM_UP_TURNS; n++, first += TURN) {
      for (const task of TASKS) {
        await turn(server, task, first)
      }
    }
  }
  await restore()
}

/**
 * Compares servers at a task: in every round each has a turn, another one first
 * each time. What slows the machine down for a while slows all turns of a round,
 * so they are only compared within it.
 */
export const compare = async <Name extends string>(
  servers: Record<Name, Server>,
  task: Task,
  { rounds, base }: { rounds: number; base: NoInfer<Name> }
): Promise<Record<Name, Comparison>> => {
  const names = Object.keys(servers) as Name[]
  const all: Record<Name, Turn>[] = []
  while (all.length < WARM_UP_ROUNDS + rounds) {
    if (task.isWrite) {
      await makeSpareComments(BLOCK * names.length * TURN)
    }
    for (let round = 0; round < BLOCK; round++) {
      const turns = {} as Record<Name, Turn>
      for (let n = 0; n < names.length; n++) {
        const name = names[(round + n) % names.length]
        const first = (round * names.length + n) * TURN
        turns[name] = await turn(servers[name], task, first)
      }
      all.push(turns)
    }
    if (task.isWrite) {
      await restore()
    }
  }
  const measured = all.slice(WARM_UP_ROUNDS)
  const comparisonOf = (name: Name): Comparison => ({
    rate: spreadOf(
      measured.map((turns) => turns[name].rate / turns[base].rate)
    ),
    cpu: spreadOf(measured.map((turns) => turns[name].cpu / turns[base].cpu)),
    ms: spreadOf(measured.map((turns) => turns[name].cpu)),
  })
  return Object.fromEntries(
    names.map((name) => [name, comparisonOf(name)])
  ) as Record<Name, Comparison>
}
