import type { FieldPolicy, ModelPolicy } from '../types'

interface Fields {
  scalars: FieldPolicy[]
  relations: FieldPolicy[]
}

const known = new WeakMap<ModelPolicy, Fields>()

/** The fields and the relations of a model, told apart once a policy. */
export const fieldsOf = (model: ModelPolicy): Fields => {
  let fields = known.get(model)
  if (!fields) {
    const all = Object.values(model.fields)
    fields = {
      scalars: all.filter(({ kind }) => kind !== 'relation'),
      relations: all.filter(({ kind }) => kind === 'relation'),
    }
    known.set(model, fields)
  }
  return fields
}
