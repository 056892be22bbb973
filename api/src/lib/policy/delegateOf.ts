import type { Client, Delegate } from './operation'
import type { FieldReference } from './where'

/** What a Prisma client calls a model: `Post` is `client.post`. */
export const delegateName = (model: string): string =>
  model[0].toLowerCase() + model.slice(1)

/** The operations that a Prisma client has for a model. */
export const delegateOf = (client: Client, model: string): Delegate =>
  Reflect.get(client, delegateName(model)) as Delegate

/** Prisma's references to the fields of a client's models. */
export const fieldsOf =
  (client: Client): FieldReference =>
  (model, field) =>
    Reflect.get(delegateOf(client, model).fields, field)
