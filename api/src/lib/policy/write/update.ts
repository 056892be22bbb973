import { ask } from '../ask'
import { callPrisma } from '../callPrisma'
import { notUnderstood } from '../notUnderstood'
import type { Client } from '../operation'
import { onlyArguments } from '../read/arguments'
import { visibleFilter } from '../read/filter'
import { both } from '../read/visible'
import type { ModelPolicy } from '../types'
import type { Where } from '../where'

import { answerOf, readAnswer, readInOrder } from './answer'
import { denied } from './denial'
import {
  namingParents,
  parentsFirst,
  requireParents,
  unjudgedParents,
} from './foreignKeys'
import type { Written } from './foreignKeys'
import { looksAhead, lookAhead, lookBefore, rememberedOf } from './foresight'
import { guardOf, isHopeless, refusal, underGuard } from './guard'
import type { Target } from './guard'
import { inputOf } from './input'
import type { Input } from './input'
import { ownSideValues } from './ownSide'
import { inOneStatement, inTransaction } from './premise'
import type { Guard } from './premise'
import { actOnRelated, foreignKeysOf, referencedBy } from './related'
import {
  inParts,
  isOwnSide,
  keyOf,
  selecting,
  uniqueBy,
  withKeys,
} from './rows'
import { isTouched } from './touched'
import { SHAPE } from './writing'
import type { Args, Row, Write, Writing } from './writing'

/**
 * Updates a record that the actor sees under the rules of its model and of the
 * fields that are written, and does what its data says of related records.
 */
export const update: Write = async (writing, client, model, args) => {
  onlyArguments(args, ['where', 'data', ...SHAPE])
  const policy = writing.policy.models[model]
  const where = (args.where ?? {}) as Row
  const goal = { model, operation: 'update', where } as const
  if (isHopeless(writing, goal)) {
    // Whatever the input is worth.
    throw await refusal(writing, client, goal)
  }
  const input = inputOf(policy, args.data)
  const target: Target = { ...goal, names: input.names }
  const guard = guardOf(writing, target)
  const rule = writing.visible.rule(model)
  // What the old row had to be the new one is, as far as nothing of it changes.
  const known = isTouched(writing.policy, model, rule, input.names)
    ? true
    : guard
  const answer = answerOf(writing, model, args, known)
  const isOneStatement =
    input.relations.length === 0 &&
    answer.isDirect &&
    !looksAhead(writing.policy, model) &&
    unjudgedParents(writing, 'update', writtenBy(policy, input)).length === 0
  if (!isOneStatement) {
    return inTransaction(writing, client, async (open) => {
      const key = await updateRow(writing, open, target, input)
      return readAnswer(writing, open, model, key, args)
    })
  }
  const row = await inOneStatement(
    writing,
    client,
    (rules) => guardOf({ rules }, target),
    (on) =>
      underGuard(writing, on, target, (found) =>
        store(writing, on, policy, input, found, answer.select)
      ),
    { changed: model }
  )
  return answer.from(row, client)
}

/** Of an input, what is stored in the row itself. */
type Stored = Pick<Input, 'scalars' | 'names'>

const writtenBy = (
  policy: ModelPolicy,
  { scalars, names }: Stored
): Written => ({ policy, values: scalars, names })

const store = async (
  writing: Writing,
  client: Client,
  policy: ModelPolicy,
  input: Stored,
  where: Where,
  select: Args
): Promise<Row> => {
  const written = writtenBy(policy, input)
  return namingParents(writing, client, [written], async () => {
    const stored = callPrisma(writing.policy, client, policy.name, 'update', {
      where,
      data: input.scalars,
      select,
    })
    return (await stored) as Row
  })
}

/** How a row is changed beside its own fields: by its links to others. */
type Change = (row: Row) => Promise<void>

/**
 * Updates a row and what its input says of related ones.
 *
 * @param open an open transaction
 * @param change what else is done to it
 * @returns its primary key, as it is then
 */
export const updateRow = async (
  writing: Writing,
  open: Client,
  target: Target,
  input: Input,
  change?: Change
): Promise<Row> => {
  const { model } = target
  const policy = writing.policy.models[model]
  const isForeseen = looksAhead(writing.policy, model)
  const row = await underGuard(writing, open, target, async (where) => {
    const found = callPrisma(writing.policy, open, model, 'findUniqueOrThrow', {
      where,
      select: {
        ...selecting([
          ...policy.key,
          ...referencedBy(writing.policy, policy),
          ...foreignKeysOf(policy),
        ]),
        ...(isForeseen && rememberedOf(writing.policy, model)),
      },
    })
    return (await found) as Row
  })
  const before = isForeseen
    ? await lookBefore(writing, open, model, [{ key: keyOf(policy, row), row }])
    : []
  await requireParents(writing, open, 'update', writtenBy(policy, input))
  const scalars = {
    ...input.scalars,
    ...(await ownSideValues(writing, open, policy, input.relations, row)),
  }
  let after = row
  if (Object.keys(scalars).length > 0) {
    after = await store(
      writing,
      open,
      policy,
      { scalars, names: Object.keys(input.scalars) },
      uniqueBy(policy, row),
      selecting([...policy.key, ...referencedBy(writing.policy, policy)])
    )
  }
  await change?.(after)
  for (const { field, acts } of input.relations) {
    if (!isOwnSide(field)) {
      await actOnRelated(writing, open, policy, field, after, acts)
    }
  }
  const key = keyOf(policy, after)
  for (const each of before) {
    const condition = lookAhead(writing, model, each)
    const question = { model, key, condition }
    const [isAllowed] = await ask(open, writing, [question])
    if (!isAllowed) {
      const written = writtenBy(policy, { scalars, names: input.names })
      throw await parentsFirst(writing, open, written, () =>
        denied(writing, open, { ...target, key, fields: input.names })
      )
    }
  }
  return key
}

/** Updates all records that `where` finds and the rules let be updated. */
export const updateMany: Write = async (writing, client, model, args) => {
  onlyArguments(args, ['where', 'data', 'limit'])
  const { isOneStatement, guard, changeOn } = manyOf(writing, model, args)
  const { count } = isOneStatement
    ? await inOneStatement(writing, client, guard, changeOn, { changed: model })
    : await inTransaction(writing, client, changeOn)
  return { count }
}

/** As `updateMany`; gives those records that the actor may read afterwards. */
export const updateManyAndReturn: Write = async (
  writing,
  client,
  model,
  args
) => {
  onlyArguments(args, ['where', 'data', 'limit', ...SHAPE])
  // Before anything is written: what is asked for must be readable at all.
  answerOf(writing, model, args, true)
  const { changeOn } = manyOf(writing, model, { ...args, wantsKeys: true })
  return inTransaction(writing, client, async (open) => {
    const { keys } = await changeOn(open)
    return readInOrder(writing, open, model, keys, args)
  })
}

/**
 * Updates rows under another one's, as far as the actor sees them and the rules
 * let them be updated.
 *
 * @param open an open transaction
 * @param linked what is true of them: how they hang on the row around them
 */
export const updateRows = async (
  writing: Writing,
  open: Client,
  model: string,
  args: Args,
  linked: Where
) => {
  await manyOf(writing, model, { ...args, linked }).changeOn(open)
}

interface Changed {
  count: number
  /** Primary keys, as they are afterwards, if they were wanted. */
  keys: Row[]
}

/** The rows that the actor sees and the rules let be updated. */
interface Many {
  /** Whether nothing is to be asked before or after. */
  isOneStatement: boolean
  guard: Guard
  changeOn: (on: Client) => Promise<Changed>
}

const manyOf = (
  writing: Writing,
  model: string,
  { where = {}, data, limit, linked, wantsKeys }: Args
): Many => {
  const { visible } = writing
  const policy = writing.policy.models[model]
  const input = inputOf(policy, data)
  if (input.relations.length > 0) {
    throw notUnderstood(`${model}: relations cannot be written for many`)
  }
  const { scalars, names } = input
  const written = writtenBy(policy, input)
  const target = { model, operation: 'update', names } as const
  const guard = guardOf(writing, target)
  const filter = both(
    linked as Where | undefined,
    visible.rowsGiven(model, guard),
    writing.whereOf(guard),
    visibleFilter(visible, model, where as Where)
  )
  const isForeseen = looksAhead(writing.policy, model)
  if (isForeseen && names.some((name) => policy.key.includes(name))) {
    throw notUnderstood(`${model}: keys cannot be written for many`)
  }

  const change = async (
    on: Client,
    found: Where,
    most?: unknown
  ): Promise<Changed> => {
    const asked = { where: found, data: scalars, limit: most }
    return namingParents(writing, on, [written], async () => {
      if (!wantsKeys) {
        const changed = await callPrisma(
          writing.policy,
          on,
          model,
          'updateMany',
          asked
        )
        return { ...(changed as { count: number }), keys: [] }
      }
      const select = selecting(policy.key)
      const changed = callPrisma(
        writing.policy,
        on,
        model,
        'updateManyAndReturn',
        { ...asked, select }
      )
      const keys = (await changed) as Row[]
      return { count: keys.length, keys }
    })
  }

  const changeForeseen = async (open: Client): Promise<Changed> => {
    const rows = (await callPrisma(writing.policy, open, model, 'findMany', {
      where: filter,
      take: limit,
      select: rememberedOf(writing.policy, model),
    })) as Row[]
    const keys = rows.map((row) => keyOf(policy, row))
    const found = keys.map((key, n) => ({ key, row: rows[n] }))
    const before = await lookBefore(writing, open, model, found)
    const changed: Changed = { count: 0, keys: [] }
    for (const part of inParts(keys)) {
      const some = await change(open, withKeys(policy, part))
      changed.count += some.count
      changed.keys.push(...some.keys)
    }
    const answers = await ask(
      open,
      writing,
      keys.map((key, n) => ({
        model,
        key,
        condition: lookAhead(writing, model, before[n]),
      }))
    )
    const refused = answers.indexOf(false)
    if (refused >= 0) {
      throw await parentsFirst(writing, open, written, () =>
        denied(writing, open, { ...target, key: keys[refused] })
      )
    }
    return changed
  }

  return {
    isOneStatement:
      !isForeseen && unjudgedParents(writing, 'update', written).length === 0,
    guard: (rules) => guardOf({ rules }, target),
    changeOn: async (on) => {
      await requireParents(writing, on, 'update', written)
      return isForeseen ? changeForeseen(on) : change(on, filter, limit)
    },
  }
}
