import { existenceOf, hold } from '../ask'
import type { Question } from '../ask'
import { allRules, partsOf } from '../compile/parts'
import { isFlat } from '../condition'
import type { Condition } from '../condition'
import { implies } from '../implies'
import { isOutside } from '../operation'
import type { Client } from '../operation'
import { rulesFor } from '../rules'
import type { Statement } from '../sql'
import type { Policy } from '../types'

import { outdated } from './denial'
import { picked } from './rows'
import { stillActor, stillActorStatement } from './stillActor'
import { atomically, inTurn, untilSettled } from './transaction'
import type { Writing } from './writing'

/** What the rules want of a row, by the rules for one actor or another. */
export type Guard = (rules: Writing['rules']) => Condition

/**
 * Whether what the rules want of a row would be the same for anyone with the
 * actor's key: so that it does not matter what else has become of them.
 */
export const isIndependent = (
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
  const refuse = async (): Promise<Result> => {
    throw await otherwise()
  }
  const { policy, driver } = writing
  const act = () => work(client)
  if (driver && isOutside(client)) {
    const ofRows = statementsFor(writing, premises)
    const isSqlite = policy.provider === 'sqlite'
    // Elsewhere, to ask locks the actor's row: so not where it does not matter.
    const ofActor =
      isSqlite || !isIndependent(writing, guard)
        ? stillActorStatement(writing)
        : []
    if (ofRows && ofActor) {
      const whileSo = (statements: Statement[], ifNot: typeof refuse) =>
        statements.length > 0 || !isOneMoment(writing, guard, changed)
          ? driver.onlyWhile(statements, act, ifNot)
          : act()
      const attempt = () =>
        whileSo([...ofActor, ...ofRows], () =>
          // Asked for when it comes to that only: it takes longer than the premise.
          isIndependent(writing, guard) ? whileSo(ofRows, refuse) : refuse()
        )
      // SQLite's writes queue: none is at odds with another.
      return isSqlite ? attempt() : untilSettled(attempt)
    }
  }
  const premise = isIndependent(writing, guard) ? null : stillActor(writing)
  const all = premise ? [premise, ...premises] : premises
  if (all.length > 0) {
    return whileHeld(writing, client, all, work, refuse)
  }
  if (!isOutside(client)) {
    return inTurn(writing.policy, client, work)
  }
  return isOneMoment(writing, guard, changed)
    ? act()
    : whileHeld(writing, client, all, work, refuse)
}

/** The statements that answer these questions; null if SQL cannot. */
const statementsFor = (
  { policy }: Writing,
  questions: Question[]
): Statement[] | null => {
  const statements = questions.map((question) =>
    existenceOf(policy, question, true)
  )
  return statements.every((statement) => statement !== null) ? statements : null
}

/** Does a write while nobody else can make these answers other ones. */
const whileHeld = async <Result>(
  { policy }: Writing,
  client: Client,
  premises: Question[],
  work: Work<Result>,
  otherwise: () => Promise<Result>
): Promise<Result> => {
  const done = await atomically(client, async (open) => {
    const answers = await hold(open, { policy }, premises)
    return answers.includes(false) ? null : { result: await work(open) }
  })
  return done ? done.result : otherwise()
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
    const premise = stillActor(writing)
    if (premise) {
      const [isSo] = await hold(open, writing, [premise])
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
