import { and } from '../condition'
import type { Condition } from '../condition'
import type { Where } from '../where'

import { visibleFilter } from './filter'
import { certainOf, knownOfRelated } from './known'
import { both, refuse } from './visible'
import type { Visible } from './visible'

type Asked = Record<string, unknown>

/** `_count` of relations: of those that can be read. */
export const visibleCount = (
  visible: Visible,
  model: string,
  args: unknown,
  known: Condition
) => {
  const { fields } = visible.policy.models[model]
  const asked =
    args === true
      ? Object.fromEntries(
          Object.values(fields)
            .filter(({ kind, list }) => kind === 'relation' && list)
            .map(({ name }) => [name, true])
        )
      : wanted(((args as Asked).select ?? {}) as Asked)
  const counts = Object.entries(asked).map(([name, how]) => {
    const field = fields[name]
    if (!field?.list || field.kind !== 'relation') {
      return refuse(`${model} has no list ${name} to count`)
    }
    const { where = {} } = (how === true ? {} : how) as { where?: Where }
    const certain = and(
      knownOfRelated(visible, field, known),
      certainOf(visible, field.type, where)
    )
    const filter = both(
      visible.rowsGiven(field.type, certain),
      visibleFilter(visible, field.type, where)
    )
    return [name, { where: filter }]
  })
  return { select: Object.fromEntries(counts) }
}

const wanted = (asked: Asked): Asked =>
  Object.fromEntries(
    Object.entries(asked).filter(
      ([, args]) => args !== false && args !== undefined && args !== null
    )
  )
