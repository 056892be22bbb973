import { and } from '../condition'
import type { Condition } from '../condition'
import { implies } from '../implies'
import type { Client } from '../operation'
import { asItIs } from '../read/finish'
import { fieldsIn, holds } from '../read/holds'
import { READS } from '../read/read'
import { visibleShape } from '../read/shape'
import type { Shape } from '../read/shape'

import { idOf, inParts, selecting, uniqueBy, withKeys } from './rows'
import type { Args, Row, Writing } from './writing'

/** What a write answers with: the row, as far as the actor may read it. */
export interface Answer {
  /** Whether the statement that writes can give it. */
  isDirect: boolean
  /** Whether nothing is left to look up once it has. */
  isComplete: boolean
  /** What that statement is to give. */
  select: Args
  /** The answer, made of what it gave. */
  from: (row: Row, client: Client) => Row | Promise<Row | null>
}

/**
 * @param args of the write, which say what is asked for
 * @param known of the row once it is written
 * @throws PrismaClientKnownRequestError P2004 for what can never be read
 */
export const answerOf = (
  { visible }: Writing,
  model: string,
  args: Args,
  known: Condition
): Answer => {
  const rule = visible.rule(model)
  const isReadable = implies(known, rule)
  const { select, where, finish } = visibleShape(
    visible,
    model,
    args as Shape,
    and(rule, known)
  )
  const needed = isReadable ? [] : fieldsIn(rule)
  const added = (needed ?? []).filter((name) => !(name in select))
  const isComplete = finish === asItIs
  const decided = async (row: Row, client: Client) => {
    if (!isReadable && holds(rule, row) !== true) {
      return null
    }
    await finish([row], client)
    for (const name of Object.keys(row)) {
      if (!(name in select)) {
        delete row[name]
      }
    }
    return row
  }
  return {
    isDirect: where === true && needed !== null,
    isComplete,
    select: added.length === 0 ? select : { ...select, ...selecting(added) },
    from: isReadable && isComplete ? (row) => row : decided,
  }
}

/** Reads the answer, where the statement that wrote could not give it. */
export const readAnswer = (
  { visible, policy }: Writing,
  client: Client,
  model: string,
  key: Row,
  { select, include, omit }: Args
) =>
  READS.findUnique(visible, client, model, {
    where: uniqueBy(policy.models[model], key),
    select,
    include,
    omit,
  })

/** Reads rows by their keys, as far as the actor may, in the order of these. */
export const readInOrder = async (
  { visible, policy }: Writing,
  client: Client,
  model: string,
  keys: Row[],
  { select, include, omit }: Args
): Promise<Row[]> => {
  const target = policy.models[model]
  const { key } = target
  const isAskedFor = (name: string) =>
    select ? (select as Row)[name] === true : !(omit as Row | undefined)?.[name]
  const unasked = key.filter((name) => !isAskedFor(name))
  const rows: Row[] = []
  for (const part of inParts(keys)) {
    const found = await READS.findMany(visible, client, model, {
      where: withKeys(target, part),
      include,
      // With the keys, to tell rows apart by.
      select: select && { ...select, ...selecting(key) },
      omit:
        omit &&
        Object.fromEntries(
          Object.entries(omit).filter(([name]) => !key.includes(name))
        ),
    })
    rows.push(...(found as Row[]))
  }
  const byKey = new Map(rows.map((row) => [idOf(target, row), row]))
  return keys.flatMap((each) => {
    const row = byKey.get(idOf(target, each))
    for (const name of row ? unasked : []) {
      delete row?.[name]
    }
    return row ? [row] : []
  })
}
