/*
 * The schema with one rule, limit or default less, or a weaker one: each change
 * is made in the text, so that nothing else of it differs.
 */

const TOKEN =
  /\/\/.*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|@{0,3}\w+|&&|\|\||[=!<>]=|\S/g

const RULE = /^@@?(allow|deny|denyToTokens)$/
const LIMIT =
  /^@(omit|length|regex|email|url|datetime|startsWith|endsWith|contains|trim|lower|upper|gte?|lte?)$/

const DEPTH = { '(': 1, '[': 1, '{': 1, ')': -1, ']': -1, '}': -1 }

const isWord = (token) => /^\w/.test(token?.word ?? '')

const tokensOf = (text) =>
  [...text.matchAll(TOKEN)]
    .map(({ 0: word, index }) => ({
      word,
      start: index,
      end: index + word.length,
    }))
    .filter(({ word }) => !/^\/[/*]/.test(word))

/** The index behind the bracket that closes the one at `open`. */
const afterGroup = (tokens, open) => {
  let depth = 0
  let index = open
  do {
    depth += DEPTH[tokens[index].word] ?? 0
    index += 1
  } while (depth > 0)
  return index
}

/** The stretches between signs that stand in no brackets. */
const split = (tokens, ...signs) => {
  const parts = [[]]
  let depth = 0
  for (const token of tokens) {
    depth += DEPTH[token.word] ?? 0
    if (depth === 0 && signs.includes(token.word)) {
      parts.push([])
    } else {
      parts.at(-1).push(token)
    }
  }
  return parts
}

/** All `@name(…)` and `@@name(…)` in models, and what they belong to. */
const attributesOf = (text) => {
  const tokens = tokensOf(text)
  const attributes = []
  let model = null
  let field = null
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    const [before, next] = [tokens[index - 1], tokens[index + 1]]
    const isFirst = text.slice(before?.end, token.start).includes('\n')
    if (before?.word === 'model' && !model) {
      model = token.word
    } else if (token.word === '}') {
      model = null
    } else if (model && isFirst && isWord(token)) {
      field = token.word
    } else if (model && /^@@?\w/.test(token.word)) {
      const after =
        next?.word === '(' ? afterGroup(tokens, index + 1) : index + 1
      attributes.push({
        name: token.word,
        args: split(tokens.slice(index + 2, after - 1), ','),
        holder: token.word.startsWith('@@') ? model : `${model}.${field}`,
        model,
        start: token.start,
        end: tokens[after - 1].end,
      })
      index = after - 1
    }
  }
  return attributes
}

const replace = ({ start, end }, by) => ({ start, end, by })

const span = (tokens) => ({ start: tokens[0].start, end: tokens.at(-1).end })

/** One of the parts less, with the sign that joins it to the others. */
const without = (parts, index) =>
  index === 0
    ? { start: parts[0][0].start, end: parts[1][0].start, by: '' }
    : {
        start: parts[index - 1].at(-1).end,
        end: parts[index].at(-1).end,
        by: '',
      }

/** Each condition in it weakened or turned round. */
const turned = (tokens) => {
  for (const sign of ['||', '&&']) {
    const parts = split(tokens, sign)
    if (parts.length > 1) {
      return [
        ...parts.map((_part, index) => without(parts, index)),
        ...parts.flatMap(turned),
      ]
    }
  }
  return [...operandTurned(tokens), ...conditionsIn(tokens).flatMap(turned)]
}

const OPPOSITE = { '==': '!=', '!=': '==' }

const operandTurned = (tokens) => {
  const [first] = tokens
  if (first.word === '!') {
    return [replace(first, '')]
  }
  const isField = tokens.every((token) => isWord(token) || token.word === '.')
  if (isField && !/^(true|false)$/.test(first.word)) {
    return [replace({ start: first.start, end: first.start }, '!')]
  }
  const [left] = split(tokens, ...Object.keys(OPPOSITE))
  const sign = tokens[left.length]
  return sign ? [replace(sign, OPPOSITE[sign.word])] : []
}

/** What stands in brackets and is a condition of its own. */
const conditionsIn = (tokens) => {
  const found = []
  for (let index = 0; index < tokens.length; index++) {
    const { word } = tokens[index]
    if (DEPTH[word] === 1) {
      const before = tokens[index - 1]
      const after = afterGroup(tokens, index)
      const isCondition =
        word === '(' ? !isWord(before) : /^[?!^]$/.test(before?.word)
      if (isCondition) {
        found.push(tokens.slice(index + 1, after - 1))
      }
      index = after - 1
    }
  }
  return found
}

/** A rule for fewer operations. */
const narrowed = (name, token) => {
  const said = token.word.slice(1, -1).split(/\s*,\s*/)
  const isAll = said.includes('all')
  const field = ['read', 'update']
  const known = name.startsWith('@@') ? ['create', ...field, 'delete'] : field
  const operations = isAll ? known : said
  const fewer = operations.map((left) =>
    operations.filter((operation) => operation !== left)
  )
  if (isAll) {
    fewer.push(['read'])
  }
  return fewer
    .filter(({ length }) => length > 0)
    .map((kept) => replace(token, `'${kept.join(',')}'`))
}

const ruleChanges = ({ name, args: [[operations], condition] }) => [
  ...narrowed(name, operations),
  ...(condition
    ? [replace(span(condition), 'true'), ...turned(condition)]
    : []),
]

/** Each limit one more and one less. */
const lengthChanges = ({ args }) =>
  args
    .map((arg) => arg.at(-1))
    .filter(({ word }) => /^\d+$/.test(word))
    .flatMap((token) => {
      const limit = Number(token.word)
      return [limit - 1, limit + 1]
        .filter((other) => other >= 0)
        .map((other) => replace(token, String(other)))
    })

const changesOf = (attribute) => {
  const { name, args } = attribute
  const removed = replace(attribute, '')
  if (RULE.test(name)) {
    return [removed, ...ruleChanges(attribute)]
  }
  if (LIMIT.test(name)) {
    return [removed, ...(name === '@length' ? lengthChanges(attribute) : [])]
  }
  const isOfUser = args.flat().some(({ word }) => word === 'auth')
  return name === '@default' && isOfUser ? [removed] : []
}

const squeezed = (text) => text.replace(/\s+/g, ' ')

/**
 * All mutants of a schema, in its order.
 *
 * @returns for each its model, its line, the change in words and the schema
 */
export const mutantsOf = (text) => {
  const mutants = new Map()
  for (const attribute of attributesOf(text)) {
    const { holder, model, start, end } = attribute
    const before = squeezed(text.slice(start, end))
    for (const change of changesOf(attribute)) {
      const head = text.slice(0, change.start) + change.by
      const schema = head + text.slice(change.end)
      const after = squeezed(
        schema.slice(start, end + schema.length - text.length)
      )
      if (schema !== text && !mutants.has(schema)) {
        mutants.set(schema, {
          model,
          line: text.slice(0, start).split('\n').length,
          change: `${holder} ${before} → ${after || 'gone'}`,
          schema,
        })
      }
    }
  }
  return [...mutants.values()]
}
