import { refuse } from './visible'

type Args = Record<string, unknown>

/** The arguments of a list of rows. */
const LIST_ARGUMENTS = [
  'where',
  'orderBy',
  'cursor',
  'take',
  'skip',
  'distinct',
  'select',
  'include',
  'omit',
]

const PLACES = ['take', 'skip', 'cursor', 'orderBy', 'distinct']

/** Refuses what is not understood. */
export const onlyArguments = (args: Args, known: readonly string[]) => {
  for (const name in args) {
    if (args[name] !== undefined && !known.includes(name)) {
      refuse(`The argument ${name} is not supported`)
    }
  }
}

/** The arguments of a list but for its rows' filter and shape, as they are. */
export const listArguments = (args: Args): Args => {
  onlyArguments(args, LIST_ARGUMENTS)
  const given: Args = {}
  for (const name of PLACES) {
    if (args[name] !== undefined) {
      given[name] = args[name]
    }
  }
  return given
}
