import { delegateName } from 'src/lib/policy/delegateOf'
import type { FieldPolicy, ModelPolicy, Policy } from 'src/lib/policy/types'

import { documented } from './documented'
import { argumentSchemas } from './jsonSchema'
import { answerSchemas } from './models'
import { attributeSchemas, restPaths, restResponses } from './restPaths'
import { rpcPaths, rpcResponses } from './rpcPaths'

const MEANINGS: Record<number, string> = {
  400: 'The address or the body is wrong; the answer says where',
  401: 'The identity is wrong, or one is needed',
  403: 'The rules deny it',
  404: 'It is not there, or not for whoever asks',
  405: 'The address takes other methods',
  406: 'The answer would be of no accepted type',
  409: 'A key or another invariant of the data forbids it',
  413: 'The body is too large',
  415: 'The body is of another type',
  422: 'Values are not within the limits of the schema',
  429: 'There were too many requests; Retry-After says when to come again',
  500: 'Something went wrong',
  503: 'It takes too long',
}

const typeOf = ({ name }: ModelPolicy) => delegateName(name)

/**
 * The doors as a document of OpenAPI 3.1. What of arguments JSON Schema cannot say
 * is not in it.
 *
 * @param take the most rows of a list
 */
export const openapiDocument = (whole: Policy, take: number) => {
  const policy = documented(whole)
  const models = Object.values(policy.models)
  const targetOf = ({ type }: FieldPolicy) => policy.models[type]
  const args = argumentSchemas(policy, take)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Canopy',
      version: '1',
      description:
        'Every model of the schema, by two doors: RPC, which takes what the ' +
        'Prisma client takes, and REST, by JSON:API. Both answer as if there ' +
        'were nothing but what whoever asks may read.',
    },
    servers: [
      { url: '/api' },
      { url: '/.redwood/functions/api', description: 'Through the web side' },
    ],
    security: [{}, { session: [] }, { token: [] }],
    paths: {
      ...rpcPaths(models, typeOf),
      ...restPaths(models, targetOf, typeOf, take),
    },
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'session_8911',
          description:
            'Of a log-in; a change needs the header X-Requested-With, too',
        },
        token: { type: 'http', scheme: 'bearer', description: 'An API token' },
      },
      responses: { ...rpcResponses(MEANINGS), ...restResponses(MEANINGS) },
      schemas: {
        ...args,
        ...answerSchemas(policy, typeOf),
        ...attributeSchemas(models, args),
      },
    },
  }
}
