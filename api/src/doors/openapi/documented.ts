import type { FieldPolicy, ModelPolicy, Policy } from 'src/lib/policy/types'

/**
 * A policy without what no rule opens to anybody: models that have none, relations
 * to these, and fields that are always left out.
 */
export const documented = (policy: Policy): Policy => {
  const isOpen = ({ rules }: ModelPolicy) => rules.length > 0
  const isShown = ({ kind, type, omit }: FieldPolicy) =>
    !omit && (kind !== 'relation' || isOpen(policy.models[type]))
  const models = Object.values(policy.models).filter(isOpen)
  return {
    ...policy,
    models: Object.fromEntries(
      models.map((model) => [
        model.name,
        {
          ...model,
          fields: Object.fromEntries(
            Object.entries(model.fields).filter(([, field]) => isShown(field))
          ),
        },
      ])
    ),
  }
}
