import fc from 'fast-check'

import { explained } from 'src/testing/explanations'
import { conditionOn } from 'src/testing/expressions'
import { idsWhere } from 'src/testing/tables'
import { ACTORS, NOBODY, POSTS, addPost, setScene } from 'src/testing/world'
import type { Actor } from 'src/testing/world'

import { policy } from '../appPolicy'

import { and } from './condition'
import type { Explanation, Question } from './explain'
import { rulesFor } from './rules'
import type { FieldPolicy, ModelPolicy, Operation, Policy, Rule } from './types'
import { toWhere } from './where'

beforeEach(setScene)

const OPERATIONS = ['read', 'update', 'delete'] as const
const EFFECTS = ['allow', 'allow', 'deny'] as const

/** The decision, and each rule as a line: what it says, and its verdict. */
const told = ({ rules, ...decision }: Explanation) => ({
  ...decision,
  rules: rules.map(({ verdict, source }) => `${source.text} ${verdict}`),
})

const DELETED = "@@deny('all', isDeleted)"
const PUBLISHED = "@@allow('read', published)"
const OWN = "@@allow('read,update,delete', auth().id == ownerId)"
const WRITE = "!(auth().roles == 'writer' || auth().roles == 'admin'))"
const NO_WRITER = `@@deny('create,update,delete', ${WRITE}`
const FORMER = `@@deny('read', auth().id == ownerId && !published && ${WRITE}`
const PUBLIC =
  "@@allow('read', isPublic && organization.members?[userId == auth().id])"
const SHARED = "@@allow('read', groups?[members?[userId == auth().id]])"
const KEPT = "@allow('update', false)"

const update = (post: keyof typeof POSTS): Question => ({
  model: 'Post',
  operation: 'update',
  id: POSTS[post].id,
})

describe('Which rule decided', () => {
  it('The owner may update their post, because an allow applies', async () => {
    expect(told(await explained('owner', update('published')))).toEqual({
      decision: 'allowed',
      rules: [
        `${DELETED} does not apply`,
        `${NO_WRITER} does not apply`,
        `${OWN} applies`,
      ],
    })
  })

  it('A stranger may not update a published post, because no allow applies', async () => {
    expect(told(await explained('stranger', update('published')))).toEqual({
      decision: 'denied',
      rules: [
        `${DELETED} does not apply`,
        `${NO_WRITER} does not apply`,
        `${OWN} does not apply`,
      ],
    })
  })

  it('A visitor may not, because without a user the only allow is unknown', async () => {
    expect(told(await explained('anonymous', update('published')))).toEqual({
      decision: 'denied',
      rules: [
        `${DELETED} does not apply`,
        `${NO_WRITER} unknown`,
        `${OWN} unknown`,
      ],
    })
  })

  it('The owner may not read their deleted post, because a deny applies', async () => {
    const { id } = POSTS.deleted
    const question: Question = { model: 'Post', operation: 'read', id }
    expect(told(await explained('owner', question))).toEqual({
      decision: 'denied',
      rules: [
        `${DELETED} applies`,
        `${FORMER} does not apply`,
        `${OWN} applies`,
        `${PUBLIC} does not apply`,
        `${SHARED} does not apply`,
        `${PUBLISHED} applies`,
      ],
    })
  })

  it('For a stranger there is no draft to update, because it is hidden', async () => {
    expect(told(await explained('stranger', update('draft')))).toEqual({
      decision: 'absent',
      absence: 'hidden',
      rules: [
        `${DELETED} does not apply`,
        `${NO_WRITER} does not apply`,
        `${OWN} does not apply`,
      ],
    })
  })

  it('For nobody there is a post that does not exist', async () => {
    const question = { ...update('draft'), id: NOBODY }
    expect(told(await explained('reader', question))).toEqual({
      decision: 'absent',
      absence: 'missing',
      rules: [`${DELETED} depends`, `${NO_WRITER} applies`, `${OWN} depends`],
    })
  })

  it('The owner may not give their post away, because of a rule of the field', async () => {
    const question = { ...update('published'), field: 'ownerId' }
    expect(told(await explained('owner', question))).toEqual({
      decision: 'denied',
      rules: [
        `${DELETED} does not apply`,
        `${NO_WRITER} does not apply`,
        `${OWN} applies`,
        `${KEPT} does not apply`,
      ],
    })
  })

  it('They may change its title, which has no rules of its own', async () => {
    const question = { ...update('published'), field: 'title' }
    const { decision, rules } = await explained('owner', question)
    expect([decision, rules.length]).toEqual(['allowed', 3])
  })

  it('Which posts a reader may read depends on the post', async () => {
    const question: Question = { model: 'Post', operation: 'read' }
    expect(told(await explained('reader', question))).toEqual({
      decision: 'depends',
      rules: [
        `${DELETED} depends`,
        `${FORMER} depends`,
        `${OWN} depends`,
        `${PUBLIC} depends`,
        `${SHARED} depends`,
        `${PUBLISHED} depends`,
      ],
    })
  })

  it('Nobody reads login secrets, of which no rule speaks', async () => {
    const question: Question = { model: 'Credential', operation: 'read', id: 5 }
    expect(await explained('admin', question)).toEqual({
      decision: 'denied',
      rules: [],
    })
  })

  it('A rule is told with its effect and its place', async () => {
    const { rules } = await explained('owner', update('published'))
    expect(rules[0]).toEqual({
      effect: 'deny',
      verdict: 'does not apply',
      source: policy.models.Post.rules[0].source,
    })
  })
})

describe('What is asked wrongly is refused', () => {
  it.each<[string, Question]>([
    ['There is no Pots', { model: 'Pots', operation: 'read' }],
    ['There is no toString', { model: 'toString', operation: 'read' }],
    ['There is no nix', { model: 'Post', operation: 'read', field: 'nix' }],
    [
      'No rule can say who may delete a field',
      { model: 'Post', operation: 'delete', field: 'title' },
    ],
  ])('%s', async (message, question) => {
    await expect(explained('admin', question)).rejects.toThrow(message)
  })
})

/** The policy, had it been told otherwise about a model. */
const withModel = (model: string, changes: Partial<ModelPolicy>): Policy => ({
  ...policy,
  models: {
    ...policy.models,
    [model]: { ...policy.models[model], ...changes },
  },
})

/** A field of the model, had it been told otherwise about it. */
const withField = (
  model: string,
  field: string,
  changes: Partial<FieldPolicy>
) => {
  const { fields } = policy.models[model]
  return { fields: { ...fields, [field]: { ...fields[field], ...changes } } }
}

const rule = (changes: Partial<Rule>): Rule => ({
  effect: 'allow',
  operations: ['read', 'update', 'delete'],
  condition: { kind: 'literal', value: true },
  looksAhead: false,
  source: { file: 'schema.zmodel', line: 1, text: '' },
  ...changes,
})

describe('What this schema has not, but another may', () => {
  it('A rule about the row after the update depends on the update', async () => {
    const ahead = rule({
      effect: 'deny',
      condition: { kind: 'path', scope: 'future', path: ['isDeleted'] },
      looksAhead: true,
    })
    const rules = withModel('Post', { rules: [ahead, rule({})] })
    const explanation = await explained('reader', update('published'), rules)
    expect(explanation.decision).toBe('depends')
    expect(explanation.rules.map(({ verdict }) => verdict)).toEqual([
      'depends',
      'applies',
    ])
  })

  it('An allow that looks ahead may allow, depending on the update', async () => {
    const rules = withModel('Post', { rules: [rule({ looksAhead: true })] })
    const question: Question = { model: 'Post', operation: 'update' }
    const { decision } = await explained('reader', question, rules)
    expect(decision).toBe('depends')
  })

  it('A field marked @omit is read by nobody', async () => {
    const rules = withModel('Post', withField('Post', 'body', { omit: true }))
    const question = { ...update('published'), field: 'body' }
    const of = async (operation: Operation) =>
      (await explained('owner', { ...question, operation }, rules)).decision
    expect([await of('read'), await of('update')]).toEqual([
      'denied',
      'allowed',
    ])
  })

  it('A model with a key of two fields has no id to ask by', async () => {
    const rules = withModel('Post', { key: ['id', 'ownerId'] })
    await expect(explained('admin', update('draft'), rules)).rejects.toThrow(
      'A Post has no key of one field'
    )
  })
})

const actors = fc.constantFrom(...(Object.keys(ACTORS) as Actor[]))
const owners = fc.constantFrom(
  ...Object.values(ACTORS).flatMap((actor) => (actor ? [actor.id] : []))
)

/** The ids of the rows for which the rules, all together, allow it. */
const permitted = (
  actor: Actor,
  { model, operation, field }: Question,
  rules = policy
) => {
  const of = rulesFor(rules, { user: ACTORS[actor], now: new Date() })
  const ofField =
    field === undefined || of.fieldRuleOf(model, field, operation as 'read')
  return idsWhere(model, (reference) =>
    toWhere(and(of.ruleOf(model, operation), ofField), reference)
  )
}

describe('The verdicts add up to what the rules allow', () => {
  test.each<[string, (post: Awaited<ReturnType<typeof addPost>>) => number]>([
    ['Post', ({ id }) => id],
    ['Comment', ({ comments }) => comments[0].id],
    ['User', ({ ownerId }) => ownerId],
    ['Contact', () => 1],
  ])('%s', async (model, idOf) => {
    await fc.assert(
      fc.asyncProperty(
        actors,
        fc.constantFrom(...OPERATIONS),
        fc.record({
          ownerId: owners,
          published: fc.boolean(),
          isDeleted: fc.boolean(),
        }),
        async (actor, operation, state) => {
          const id = idOf(await addPost(state))
          const question = { model, operation, id }
          const { decision } = await explained(actor, question)
          const ids = await permitted(actor, question)
          // Of a rule that looks ahead, it depends on the update.
          const isPossible = ['allowed', 'depends'].includes(decision)
          expect(isPossible).toBe(ids.includes(id))
        }
      ),
      { numRuns: 100 }
    )
  })

  /** Some rules with conditions made at random. */
  const rulesOn = (model: string) =>
    fc.array(
      fc
        .record({
          effect: fc.constantFrom(...EFFECTS),
          condition: conditionOn(policy, [model], 2),
        })
        .map(rule),
      { minLength: 1, maxLength: 3 }
    )

  test.each([
    ['Post', Object.values(POSTS).map(({ id }) => id)],
    ['User', Object.values(ACTORS).flatMap((actor) => actor?.id ?? [])],
  ])(
    '%s, whatever the rules',
    async (model, ids) => {
      await fc.assert(
        fc.asyncProperty(
          actors,
          rulesOn(model),
          fc.option(rulesOn(model), { nil: [] }),
          async (actor, ofModel, ofField) => {
            const rules = withModel(model, {
              rules: ofModel,
              ...withField(model, 'id', { rules: ofField }),
            })
            const question: Question = { model, operation: 'read', field: 'id' }
            const ask = async (id?: number) =>
              (await explained(actor, { ...question, id }, rules)).decision
            const allowed = []
            for (const id of ids) {
              allowed.push(...((await ask(id)) === 'allowed' ? [id] : []))
            }
            expect(allowed).toEqual(await permitted(actor, question, rules))
            const inGeneral = await ask()
            if (inGeneral !== 'depends') {
              expect(allowed).toEqual(inGeneral === 'allowed' ? ids : [])
            }
          }
        ),
        { numRuns: 300 }
      )
    },
    60_000
  )
})
