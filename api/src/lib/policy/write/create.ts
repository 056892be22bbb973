import { ask } from '../ask'
import type { Condition } from '../condition'
import { delegateOf } from '../delegateOf'
import { implies } from '../implies'
import type { Client } from '../operation'
import { onlyArguments } from '../read/shape'
import type { ModelPolicy } from '../types'

import { answerOf, readAnswer, readInOrder } from './answer'
import { decide, parentQuestion } from './decide'
import { absent, denied, notUnderstood } from './denial'
import {
  hasUnjudgedParents,
  isForeignKeyError,
  parentsFirst,
  requireParents,
} from './foreignKeys'
import { inputOf, withDefaults } from './input'
import type { Input } from './input'
import { ownSideValues } from './ownSide'
import { inOneStatement, inTransaction } from './premise'
import type { Guard } from './premise'
import { actOnRelated, referencedBy } from './related'
import { isOwnSide, keyOf, parentKey, selecting } from './rows'
import { SHAPE } from './writing'
import type { Args, Row, Write, Writing } from './writing'

/**
 * Creates a record under its model's rule, and does what its data says of related
 * records, each under its own.
 */
export const create: Write = async (writing, client, model, args) => {
  onlyArguments(args, ['data', ...SHAPE])
  const policy = writing.policy.models[model]
  const rule = writing.rules.ruleOf(model, 'create')
  const answer = answerOf(writing, model, args, rule)
  const input = inputOf(policy, args.data ?? {})
  if (input.relations.length > 0 || !answer.isDirect) {
    return inTransaction(writing, client, async (open) => {
      const row = await createRow(writing, open, model, input)
      return readAnswer(writing, open, model, keyOf(policy, row), args)
    })
  }
  const values = await withDefaults(writing, client, policy, input)
  const plan = { values, names: input.names, select: answer.select }
  const isDecided =
    decide(rule, values, policy, false) === true &&
    !hasUnjudgedParents(writing, policy, 'create', values, input.names)
  const guard: Guard = (rules) => rules.ruleOf(model, 'create')
  const row = isDecided
    ? await inOneStatement(writing, client, guard, (on) =>
        insert(writing, on, policy, plan)
      )
    : await inTransaction(
        writing,
        client,
        (open) => insertUnderRule(writing, open, policy, plan),
        guard
      )
  return answer.from(row, client)
}

interface Plan {
  values: Row
  /** The fields that the caller writes. */
  names: readonly string[]
  select: Args
}

const insert = async (
  writing: Writing,
  client: Client,
  policy: ModelPolicy,
  { values, names, select }: Plan
): Promise<Row> => {
  try {
    const created = delegateOf(client, policy.name).create({
      data: values,
      select,
    })
    return (await created) as Row
  } catch (error) {
    throw isForeignKeyError(error)
      ? await parentsFirst(
          writing,
          client,
          policy,
          values,
          names,
          async () => error as Error
        )
      : error
  }
}

/** Inserts a row of which nothing else depends on the way it is made. */
const insertUnderRule = async (
  writing: Writing,
  open: Client,
  policy: ModelPolicy,
  plan: Plan
): Promise<Row> => {
  const { isSettled } = await settle(writing, open, policy, plan, false)
  if (isSettled) {
    return insert(writing, open, policy, plan)
  }
  const select = { ...plan.select, ...selecting(policy.key) }
  const row = await insert(writing, open, policy, { ...plan, select })
  await requireCreatable(writing, open, policy, row, plan)
  return row
}

/**
 * Decides, as far as that can be done before there is a row, whether the rule
 * lets it be created.
 *
 * @param isParent whether related rows come with it
 * @throws PrismaClientKnownRequestError P2004, P2025
 */
const settle = async (
  writing: Writing,
  open: Client,
  policy: ModelPolicy,
  { values, names }: Pick<Plan, 'values' | 'names'>,
  isParent: boolean
): Promise<{ isSettled: boolean }> => {
  const rule = writing.rules.ruleOf(policy.name, 'create')
  const rest = decide(rule, values, policy, isParent)
  if (rest === false || rest === null) {
    throw await creationRefusal(writing, open, policy, values, names)
  }
  await requireParents(writing, open, policy, 'create', values, names)
  if (rest === true) {
    return { isSettled: true }
  }
  const question = questionFor(policy, values, rest)
  if (question === null) {
    return { isSettled: false }
  }
  const [isAllowed] = await ask(open, writing.policy, [question])
  if (!isAllowed) {
    throw implies(writing.visible.rule(question.model), question.condition)
      ? // If it were seen, it would be allowed.
        absent(question.model)
      : await creationRefusal(writing, open, policy, values, names)
  }
  return { isSettled: true }
}

/** The question about a parent that a rule comes down to, if it does. */
const questionFor = (policy: ModelPolicy, values: Row, rest: Condition) => {
  const question = parentQuestion(rest)
  const field = question && policy.fields[question.relation]
  const key = field && parentKey(field, values)
  return key ? { model: field.type, key, condition: question.condition } : null
}

const requireCreatable = async (
  writing: Writing,
  open: Client,
  policy: ModelPolicy,
  row: Row,
  { values, names }: Pick<Plan, 'values' | 'names'>
) => {
  const condition = writing.rules.ruleOf(policy.name, 'create')
  const question = { model: policy.name, key: keyOf(policy, row), condition }
  const [isAllowed] = await ask(open, writing.policy, [question])
  if (!isAllowed) {
    throw await creationRefusal(writing, open, policy, values, names)
  }
}

const creationRefusal = (
  writing: Writing,
  client: Client,
  policy: ModelPolicy,
  values: Row,
  names: readonly string[]
) =>
  parentsFirst(writing, client, policy, values, names, () =>
    denied(writing, client, { model: policy.name, operation: 'create', values })
  )

/**
 * Creates a row and what its input says of related ones.
 *
 * @param open an open transaction
 * @param given foreign keys that come from the row around it
 * @returns its primary key, and what of it others refer to
 */
export const createRow = async (
  writing: Writing,
  open: Client,
  model: string,
  input: Input,
  given: Row = {}
): Promise<Row> => {
  const policy = writing.policy.models[model]
  const far = input.relations.filter(({ field }) => !isOwnSide(field))
  const taken = input.relations.find(({ field }) =>
    field.relation?.fields.some((name) => name in given)
  )
  if (taken) {
    throw notUnderstood(`${model}.${taken.field.name} is given by its place`)
  }
  const scalars = {
    ...input.scalars,
    ...(await ownSideValues(writing, open, policy, input.relations, null)),
    ...given,
  }
  const values = await withDefaults(writing, open, policy, {
    ...input,
    scalars,
  })
  const plan = { values, names: Object.keys(input.scalars) }
  const { isSettled } = await settle(
    writing,
    open,
    policy,
    plan,
    far.length > 0
  )
  const row = await insert(writing, open, policy, {
    ...plan,
    select: selecting([...policy.key, ...referencedBy(writing.policy, policy)]),
  })
  for (const { field, acts } of far) {
    await actOnRelated(writing, open, policy, field, row, acts)
  }
  if (!isSettled) {
    await requireCreatable(writing, open, policy, row, plan)
  }
  return row
}

/** Creates records, all or none; gives their number. */
export const createMany: Write = async (writing, client, model, args) => {
  onlyArguments(args, ['data', 'skipDuplicates'])
  const made = await createRows(writing, client, model, args)
  return { count: made.count }
}

/** Creates records, all or none; gives those that the actor may read. */
export const createManyAndReturn: Write = async (
  writing,
  client,
  model,
  args
) => {
  onlyArguments(args, ['data', 'skipDuplicates', ...SHAPE])
  const { select, include, omit, ...given } = args
  answerOf(writing, model, args, true)
  return inTransaction(writing, client, async (open) => {
    const { keys } = await createRows(writing, open, model, given, true)
    return readInOrder(writing, open, model, keys, { select, include, omit })
  })
}

interface Made {
  count: number
  /** Primary keys, if they were wanted or needed. */
  keys: Row[]
}

/**
 * Creates rows whose data names no relations.
 *
 * @param given foreign keys that come from the row around them
 */
export const createRows = async (
  writing: Writing,
  client: Client,
  model: string,
  { data, skipDuplicates }: Args,
  wantsKeys = false,
  given: Row = {}
): Promise<Made> => {
  const policy = writing.policy.models[model]
  const plans: Plan[] = []
  for (const each of [data ?? []].flat()) {
    const input = inputOf(policy, each)
    if (input.relations.length > 0) {
      throw notUnderstood(`${model}: relations cannot be written for many`)
    }
    const scalars = { ...input.scalars, ...given }
    const filled = { ...input, scalars }
    const values = await withDefaults(writing, client, policy, filled)
    plans.push({ values, names: input.names, select: {} })
  }
  const rule = writing.rules.ruleOf(model, 'create')
  const isDecided = plans.every(
    ({ values, names }) =>
      decide(rule, values, policy, false) === true &&
      !hasUnjudgedParents(writing, policy, 'create', values, names)
  )
  const rows = plans.map(({ values }) => values)
  const extra = skipDuplicates === undefined ? {} : { skipDuplicates }
  const insertAll = async (on: Client, keys: boolean): Promise<Made> => {
    const delegate = delegateOf(on, model)
    if (!keys) {
      const made = await delegate.createMany({ data: rows, ...extra })
      return { ...(made as { count: number }), keys: [] }
    }
    const made = (await delegate.createManyAndReturn({
      data: rows,
      ...extra,
      select: selecting(policy.key),
    })) as Row[]
    return { count: made.length, keys: made }
  }
  const insertKnown = async (on: Client, keys: boolean) => {
    try {
      return await insertAll(on, keys)
    } catch (error) {
      if (isForeignKeyError(error)) {
        for (const { values, names } of plans) {
          const found = async () => error as Error
          const other = await parentsFirst(
            ...([writing, on, policy, values, names, found] as const)
          )
          if (other !== error) {
            throw other
          }
        }
      }
      throw error
    }
  }
  const guard: Guard = (rules) => rules.ruleOf(model, 'create')
  if (isDecided) {
    return inOneStatement(writing, client, guard, (on) =>
      insertKnown(on, wantsKeys)
    )
  }
  return inTransaction(writing, client, async (open) => {
    let isSettled = true
    for (const plan of plans) {
      const settled = await settle(writing, open, policy, plan, false)
      isSettled &&= settled.isSettled
    }
    const made = await insertKnown(open, wantsKeys || !isSettled)
    if (!isSettled) {
      const answers = await ask(
        open,
        writing.policy,
        made.keys.map((key) => ({ model, key, condition: rule }))
      )
      if (answers.includes(false)) {
        throw await denied(writing, open, { model, operation: 'create' })
      }
    }
    return made
  })
}
