import { existenceOf, hold } from '../ask'
import type { Question } from '../ask'
import { allRules, partsOf } from '../compile/parts'
import { and, isFlat } from '../condition'
import type { Condition } from '../condition'
import { implies } from '../implies'
import { isOutside } from '../operation'
import type { Client } from '../operation'
import { relationOf } from '../relationOf'
import { rulesFor } from '../rules'
import type { FieldPolicy, Policy } from '../types'

import { outdated } from './denial'
import { picked } from './rows'
import { atomically, inTurn, untilSettled } from './transaction'
import type { Row, Writing } from './writing'

/*
 * The actor was read when the request began. What the rules asked of them then,
 * their role say, may be otherwise by the time a write is made: so it is asked
 * once more, in the transaction of the write.
 */

const mentioned = new WeakMap<Policy, Set<string>>()

/** The fields and relations of the user that any rule asks for. */
const mentionedOf = (policy: Policy): Set<string> => {
  let names = mentioned.get(policy)
  if (!names) {
    names = new Set(
      allRules(policy)
        .flatMap(({ condition }) => partsOf(condition))
        .flatMap((part) => (part.kind === 'auth' ? part.path.slice(0, 1) : []))
    )
    mentioned.set(policy, names)
  }
  return names
}

/**
 * That the actor's own row is still what the rules took it for; null if they took
 * it for nothing but somebody with this key.
 */
const premiseOf = ({ policy, actor: { user } }: Writing): Question | null => {
  const { authModel } = policy
  if (user === null || authModel === null) {
    return null
  }
  const { key } = policy.models[authModel]
  const names = [...mentionedOf(policy)].filter((name) => !key.includes(name))
  const condition = asLoaded(policy, authModel, user, names)
  return condition === true
    ? null
    : { model: authModel, key: picked(user, key), condition }
}

/** That a row is still as it was loaded, and what was loaded with it. */
const asLoaded = (
  policy: Policy,
  model: string,
  row: Row,
  names: string[]
): Condition =>
  and(
    ...names.map((name): Condition => {
      const field = policy.models[model].fields[name]
      if (field.kind !== 'relation') {
        return isStill(field, row[name])
      }
      return row[name] === undefined
        ? // To rules, such a record is the one that its foreign keys name.
          asLoaded(policy, model, row, relationOf(field).fields)
        : areThere(policy, field, row[name] as Row | Row[] | null)
    })
  )

const isStill = (
  { name, list, optional }: FieldPolicy,
  value: unknown
): Condition =>
  value === undefined || list
    ? true
    : {
        ...{ kind: 'field', field: name, optional },
        test: { operator: 'equals', value },
      }

const areThere = (
  policy: Policy,
  { name, type }: FieldPolicy,
  related: Row | Row[] | null
): Condition => {
  const known = policy.models[type].fields
  const isThere = (row: Row) => {
    const names = Object.keys(row).filter((each) => Object.hasOwn(known, each))
    return asLoaded(policy, type, row, names)
  }
  if (related === null) {
    return { kind: 'absent', relation: name }
  }
  if (!Array.isArray(related)) {
    return { kind: 'one', relation: name, condition: isThere(related) }
  }
  return and(
    ...related.map(
      (row): Condition => ({
        ...{ kind: 'some', relation: name },
        condition: isThere(row),
      })
    )
  )
}

/** What the rules want of a row, by the rules for one actor or another. */
export type Guard = (rules: Writing['rules']) => Condition

/**
 * Whether what the rules want of a row would be the same for anyone with the
 * actor's key: so that it does not matter what else has become of them.
 */
const isIndependent = (
  { policy, actor, rules }: Writing,
  guard: Guard
): boolean => {
  const { authModel } = policy
  if (actor.user === null || authModel === null) {
    return true
  }
  const user = picked(actor.user, policy.models[authModel].key)
  return (
    !asksForNothing(policy) &&
    implies(guard(rules), guard(rulesFor(policy, { ...actor, user })))
  )
}

type Work<Result> = (on: Client) => Promise<Result>

/**
 * Whether rows are found and changed in one moment. On SQLite, whose writes queue,
 * they are. A statement of PostgreSQL's that has waited for a row looks at that one
 * again, but at others as they were when it began.
 */
const isOneMoment = (
  { policy, rules }: Writing,
  guard: Guard,
  changed: string | undefined
) =>
  policy.provider === 'sqlite' ||
  changed === undefined ||
  (isFlat(guard(rules)) && isFlat(rules.ruleOf(changed, 'read')))

/** What else a write takes for granted. */
interface Granted {
  /** The model of which rows are found and changed. */
  changed?: string
  premises?: Question[]
  /** What to throw if something of it is not so any more. */
  otherwise?: () => Promise<unknown>
}

/**
 * Does a write of one statement, if what it takes for granted is still so when it
 * is done: who the actor is, and whatever else.
 *
 * @param guard what the rules want of the rows
 * @throws PrismaClientKnownRequestError P2004 if the actor has changed
 */
export const inOneStatement = <Result>(
  writing: Writing,
  client: Client,
  guard: Guard,
  work: Work<Result>,
  { changed, premises = [], otherwise = async () => outdated() }: Granted = {}
): Promise<Result> => {
  const premise = isIndependent(writing, guard) ? null : premiseOf(writing)
  const all = premise ? [premise, ...premises] : premises
  if (all.length === 0 && !isOutside(client)) {
    return inTurn(writing.policy, client, work)
  }
  if (all.length === 0 && isOneMoment(writing, guard, changed)) {
    return work(client)
  }
  const { policy, driver } = writing
  const statement = existenceOf(policy, all, true)
  if (!statement || !driver || !isOutside(client)) {
    return whileHeld(writing, client, all, work, otherwise)
  }
  const attempt = () =>
    driver.onlyWhile(statement, () => work(client), otherwise)
  // On SQLite, whose writes queue, there is no other transaction to be at odds with.
  return policy.provider === 'sqlite' ? attempt() : untilSettled(attempt)
}

/** Does a write while nobody else can make these answers other ones. */
const whileHeld = async <Result>(
  { policy }: Writing,
  client: Client,
  premises: Question[],
  work: Work<Result>,
  otherwise: () => Promise<unknown>
): Promise<Result> => {
  const done = await atomically(client, async (open) => {
    const answers = await hold(open, policy, premises)
    return answers.includes(false) ? null : { result: await work(open) }
  })
  if (!done) {
    throw await otherwise()
  }
  return done.result
}

/**
 * Does a write of several statements, all or nothing, if the actor is still who
 * the rules took them for.
 *
 * @throws PrismaClientKnownRequestError P2004 if the actor has changed
 */
export const inTransaction = <Result>(
  writing: Writing,
  client: Client,
  work: Work<Result>
): Promise<Result> =>
  atomically(client, async (open) => {
    const premise = premiseOf(writing)
    if (premise) {
      const [isSo] = await hold(open, writing.policy, [premise])
      if (!isSo) {
        throw outdated()
      }
    }
    return work(open)
  })

/** Whether a rule asks if something of the user is missing, as all of a bare one is. */
const asksForNothing = (policy: Policy) => {
  let answer = nothingAsked.get(policy)
  if (answer === undefined) {
    answer = allRules(policy)
      .flatMap(({ condition }) => partsOf(condition))
      .some(
        (part) =>
          part.kind === 'compare' &&
          [part.left, part.right].some(
            (side) => side.kind === 'auth' && side.path.length > 0
          ) &&
          [part.left, part.right].some(
            (side) => side.kind === 'literal' && side.value === null
          )
      )
    nothingAsked.set(policy, answer)
  }
  return answer
}

const nothingAsked = new WeakMap<Policy, boolean>()
