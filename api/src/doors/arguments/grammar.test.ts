import fc from 'fast-check'

import type { Policy } from 'src/lib/policy/types'
import { compileTexts } from 'src/testing/compiling'
import { queryOf } from 'src/testing/queries'
import { runs, sameCases } from 'src/testing/runs'
import { schemaText } from 'src/testing/schemas'
import { valuesOf } from 'src/testing/schemas/pools'

import { openapiDocument } from '../openapi/openapiDocument'
import { bodyOf, withoutUndefined } from '../rpc/serialization'

import { grammarOf } from './grammar'
import { argumentsOf } from './operations'
import type { OperationName } from './operations'

const NAMES = ['todo', 'crm', 'shop', 'drive', 'office', 'clinic'] as const
const SOME = [...NAMES, 'extended'] as const

/** Arguments as a client sends them, and as the door reads that. */
const sent = (args: object) => {
  const { data, meta } = bodyOf(args) as { data: unknown; meta?: unknown }
  return withoutUndefined(data, meta)
}

describe.each(SOME)('Of the models of %s', (name) => {
  let policy: Policy
  beforeAll(async () => {
    const compiled = await compileTexts({
      [`${name}.zmodel`]: schemaText(name),
    })
    policy = compiled.policy
  }, 60_000)

  it('whatever the Prisma client takes for reading is taken, and means the same', () => {
    const grammar = grammarOf(policy, { take: 100 })
    const options = {
      policy,
      models: Object.keys(policy.models),
      values: (model: string, field: Parameters<typeof valuesOf>[2]) =>
        valuesOf(policy, model, field),
    }
    fc.assert(
      fc.property(queryOf(options), ({ model, operation, args }) => {
        const schema = argumentsOf(grammar, model, operation as OperationName)
        const result = schema.safeParse(sent(args))
        expect([args, result.error?.issues]).toEqual([args, undefined])
        expect(Reflect.get(result.data as object, 'where')).toEqual(args.where)
      }),
      { numRuns: runs(100), ...sameCases() }
    )
  }, 60_000)

  it('there is a document', () => {
    const { paths } = openapiDocument(policy, 100)
    expect(Object.keys(paths).length).toBeGreaterThan(10)
  }, 60_000)
})
