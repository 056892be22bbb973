import { policy } from 'src/lib/appPolicy'
import { db } from 'src/lib/db'
import { explain } from 'src/lib/policy/explain'
import type { Question } from 'src/lib/policy/explain'

import { ACTORS } from './world'
import type { Actor } from './world'

/** What the rules, by default those of schema.zmodel, have to say to a question. */
export const explained = (actor: Actor, question: Question, rules = policy) =>
  explain(db, rules, { user: ACTORS[actor], now: new Date() }, question)
