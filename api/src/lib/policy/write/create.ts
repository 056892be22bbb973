import { ask, hold } from '../ask'
import type { Question } from '../ask'
import { callPrisma } from '../callPrisma'
import { implies } from '../implies'
import { notUnderstood } from '../notUnderstood'
import { isOutside } from '../operation'
import type { Client } from '../operation'
import { onlyArguments } from '../read/arguments'
import type { ModelPolicy } from '../types'

import { answerOf, readAnswer, readInOrder } from './answer'
import { decide, parentQuestion } from './decide'
import { absent, denied } from './denial'
import {
  namedParents,
  namingParents,
  parentsFirst,
  unjudgedParents,
} from './foreignKeys'
import { inputOf, withDefaults } from './input'
import type { Input } from './input'
import { ownSideValues } from './ownSide'
import { inOneStatement, inTransaction } from './premise'
import type { Guard } from './premise'
import { actOnRelated, referencedBy } from './related'
import { isOwnSide, keyOf, selecting } from './rows'
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
  const prospect = prospectOf(writing, policy, plan)
  await requireAllowed(writing, client, policy, [prospect])
  const guard: Guard = (rules) => rules.ruleOf(model, 'create')
  const row = prospect.isSettled
    ? await inOneStatement(
        writing,
        client,
        guard,
        (on) => insert(writing, on, policy, plan),
        {
          premises: prospect.questions,
          otherwise: () => creationRefusal(writing, client, policy, plan),
        }
      )
    : await inTransaction(writing, client, (open) =>
        insertAndAsk(writing, open, policy, prospect)
      )
  return answer.from(row, client)
}

/** A row to be inserted. */
interface Plan {
  values: Row
  /** The fields that the caller writes. */
  names: readonly string[]
  select: Args
}

/** What the rule has to say before there is a row. */
interface Prospect extends Plan {
  isDenied: boolean
  /** What must be true of other rows. */
  questions: Question[]
  /** Whether nothing is left to ask of the row once it is there. */
  isSettled: boolean
}

const prospectOf = (
  writing: Writing,
  policy: ModelPolicy,
  plan: Plan,
  isParent = false
): Prospect => {
  const { values, names } = plan
  const rule = writing.rules.ruleOf(policy.name, 'create')
  const rest = decide(rule, values, policy, isParent)
  const isOpen = typeof rest === 'object' && rest !== null
  const question = isOpen ? parentQuestion(rest, values, policy) : null
  return {
    ...plan,
    isDenied: rest === false || rest === null,
    questions: [
      ...(question ? [question] : []),
      ...unjudgedParents(writing, 'create', { policy, values, names }),
    ],
    isSettled: !isOpen || question !== null,
  }
}

/**
 * Makes sure, as far as that can be done before there are rows, that the rule
 * lets them be created.
 *
 * @throws PrismaClientKnownRequestError P2004, P2025
 */
const requireAllowed = async (
  writing: Writing,
  client: Client,
  policy: ModelPolicy,
  prospects: Prospect[]
) => {
  const hopeless = prospects.find(({ isDenied }) => isDenied)
  if (hopeless) {
    throw await creationRefusal(writing, client, policy, hopeless)
  }
  const asked = prospects.flatMap((prospect) =>
    prospect.questions.map((question) => ({ prospect, question }))
  )
  const foreseen = foreseenOf(writing, client, policy, prospects)
  const answers = await hold(client, writing, [
    ...asked.map(({ question }) => question),
    ...foreseen,
  ])
  const known = answers.splice(asked.length)
  const no = asked[answers.indexOf(false)]
  if (no) {
    const { model, condition } = no.question
    throw implies(writing.visible.rule(model), condition)
      ? // If it were seen, it would do.
        absent(model)
      : await creationRefusal(
          writing,
          client,
          policy,
          no.prospect,
          foreseen.length > 0 ? known : undefined
        )
  }
}

/**
 * What a refusal would have to ask of parents, to be asked along with what decides
 * about it: where the client waits for a server, one statement instead of two.
 */
const foreseenOf = (
  writing: Writing,
  client: Client,
  policy: ModelPolicy,
  prospects: Prospect[]
): Question[] =>
  writing.policy.provider !== 'sqlite' &&
  isOutside(client) &&
  prospects.length === 1 &&
  prospects[0].questions.length > 0
    ? namedParents(writing, { policy, ...prospects[0] })
    : []

const insert = async (
  writing: Writing,
  client: Client,
  policy: ModelPolicy,
  { values, names, select }: Plan
): Promise<Row> => {
  const written = { policy, values, names }
  return namingParents(writing, client, [written], async () => {
    const created = callPrisma(writing.policy, client, policy.name, 'create', {
      data: values,
      select,
    })
    return (await created) as Row
  })
}

/** Inserts a row of which the rule cannot be decided before it is there. */
const insertAndAsk = async (
  writing: Writing,
  open: Client,
  policy: ModelPolicy,
  plan: Plan
): Promise<Row> => {
  const select = { ...plan.select, ...selecting(policy.key) }
  const row = await insert(writing, open, policy, { ...plan, select })
  await requireCreatable(writing, open, policy, [keyOf(policy, row)], plan)
  return row
}

const requireCreatable = async (
  writing: Writing,
  open: Client,
  policy: ModelPolicy,
  keys: Row[],
  plan: Pick<Plan, 'values' | 'names'>
) => {
  const { name: model } = policy
  const condition = writing.rules.ruleOf(model, 'create')
  const questions = keys.map((key) => ({ model, key, condition }))
  const answers = await ask(open, writing, questions)
  if (answers.includes(false)) {
    throw await creationRefusal(writing, open, policy, plan)
  }
}

const creationRefusal = (
  writing: Writing,
  client: Client,
  policy: ModelPolicy,
  { values, names }: Pick<Plan, 'values' | 'names'>,
  known?: boolean[]
) =>
  parentsFirst(
    writing,
    client,
    { policy, values, names },
    () =>
      denied(writing, client, {
        model: policy.name,
        operation: 'create',
        values,
      }),
    known
  )

/**
 * Creates a row and what its input says of related ones.
 *
 * @param open an open transaction
 * @param given foreign keys that come from the row around it
 * @param link links it to the row around it, where keys do not
 * @returns its primary key, and what of it others refer to
 */
export const createRow = async (
  writing: Writing,
  open: Client,
  model: string,
  input: Input,
  given: Row = {},
  link?: (row: Row) => Promise<void>
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
  const plan = {
    values,
    names: Object.keys(input.scalars),
    select: selecting([...policy.key, ...referencedBy(writing.policy, policy)]),
  }
  const isParent = far.length > 0 || link !== undefined
  const prospect = prospectOf(writing, policy, plan, isParent)
  await requireAllowed(writing, open, policy, [prospect])
  const row = await insert(writing, open, policy, plan)
  await link?.(row)
  for (const { field, acts } of far) {
    await actOnRelated(writing, open, policy, field, row, acts)
  }
  if (!prospect.isSettled) {
    await requireCreatable(writing, open, policy, [keyOf(policy, row)], plan)
  }
  return row
}

/** Creates records, all or none; gives their number. */
export const createMany: Write = async (writing, client, model, args) => {
  onlyArguments(args, ['data', 'skipDuplicates'])
  const { isOneStatement, insertOn } = await rowsOf(
    writing,
    client,
    model,
    args
  )
  const guard: Guard = (rules) => rules.ruleOf(model, 'create')
  const { count } = isOneStatement
    ? await inOneStatement(writing, client, guard, insertOn)
    : await inTransaction(writing, client, insertOn)
  return { count }
}

/** Creates records, all or none; gives those that the actor may read. */
export const createManyAndReturn: Write = async (
  writing,
  client,
  model,
  args
) => {
  onlyArguments(args, ['data', 'skipDuplicates', ...SHAPE])
  // Before anything is written: what is asked for must be readable at all.
  answerOf(writing, model, args, true)
  const wanted = { ...args, wantsKeys: true }
  const { insertOn } = await rowsOf(writing, client, model, wanted)
  return inTransaction(writing, client, async (open) => {
    const { keys } = await insertOn(open)
    return readInOrder(writing, open, model, keys, args)
  })
}

interface Made {
  count: number
  /** Primary keys, if they were wanted or needed. */
  keys: Row[]
}

/**
 * Creates rows under another one's, which names no relations in their data.
 *
 * @param open an open transaction
 * @param given foreign keys that come from the row around them
 */
export const createRows = async (
  writing: Writing,
  open: Client,
  model: string,
  args: Args,
  given: Row
) => {
  const { insertOn } = await rowsOf(writing, open, model, { ...args, given })
  await insertOn(open)
}

/** Rows whose data names no relations. */
interface Rows {
  /** Whether nothing is to be asked before or after. */
  isOneStatement: boolean
  /** Inserts them as far as the rule allows it: all, or it throws. */
  insertOn: (on: Client) => Promise<Made>
}

const rowsOf = async (
  writing: Writing,
  client: Client,
  model: string,
  { data, skipDuplicates, given = {}, wantsKeys }: Args
): Promise<Rows> => {
  const policy = writing.policy.models[model]
  const prospects: Prospect[] = []
  for (const each of [data ?? []].flat()) {
    const input = inputOf(policy, each)
    if (input.relations.length > 0) {
      throw notUnderstood(`${model}: relations cannot be written for many`)
    }
    const scalars = { ...input.scalars, ...(given as Row) }
    const filled = { ...input, scalars }
    const values = await withDefaults(writing, client, policy, filled)
    const plan = { values, names: input.names, select: {} }
    prospects.push(prospectOf(writing, policy, plan))
  }
  const isSettled = prospects.every((prospect) => prospect.isSettled)
  const rows = {
    data: prospects.map(({ values }) => values),
    ...(skipDuplicates === undefined ? {} : { skipDuplicates }),
  }
  const insertAll = async (on: Client): Promise<Made> => {
    const written = prospects.map(({ values, names }) => ({
      ...{ policy, values, names },
    }))
    return namingParents(writing, on, written, async () => {
      if (!wantsKeys && isSettled) {
        const made = await callPrisma(
          writing.policy,
          on,
          model,
          'createMany',
          rows
        )
        return { ...(made as { count: number }), keys: [] }
      }
      const select = selecting(policy.key)
      const keys = await callPrisma(
        writing.policy,
        on,
        model,
        'createManyAndReturn',
        { ...rows, select }
      )
      return { count: (keys as Row[]).length, keys: keys as Row[] }
    })
  }
  return {
    isOneStatement:
      isSettled && prospects.every(({ questions }) => questions.length === 0),
    insertOn: async (on) => {
      await requireAllowed(writing, on, policy, prospects)
      const made = await insertAll(on)
      if (!isSettled) {
        const [plan] = prospects
        await requireCreatable(writing, on, policy, made.keys, plan)
      }
      return made
    },
  }
}
