import type { Driver } from '../ask'
import type { Condition } from '../condition'
import type { Actor } from '../environment'
import type { Client } from '../operation'
import type { Visible } from '../read/visible'
import type { rulesFor } from '../rules'
import type { Policy } from '../types'
import type { Where } from '../where'

export type Args = Record<string, unknown>
export type Row = Record<string, unknown>

/** What the writes of one actor go by. */
export interface Writing {
  policy: Policy
  actor: Actor
  rules: ReturnType<typeof rulesFor>
  visible: Visible
  /** A condition as a filter of the client's. */
  whereOf: (condition: Condition) => Where | boolean
  /** Whether every write is refused. */
  isReadOnly: boolean
  /** Whether a denial tells which rules were considered. */
  isOpenAboutRules: boolean
  driver?: Driver
}

/**
 * A writing operation of a model, with arguments as the Prisma client's. Those of
 * one statement put as few promises around Prisma's as they can: each one costs a
 * few microseconds.
 */
export type Write = (
  writing: Writing,
  client: Client,
  model: string,
  args: Args
) => Promise<unknown>

/** Arguments that say what comes back. */
export const SHAPE = ['select', 'include', 'omit'] as const
