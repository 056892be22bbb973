import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'

const parser = unified().use(remarkParse).use(remarkGfm)

type Root = ReturnType<typeof parser.parse>
type Node = Root | Root['children'][number]

/** Parts that make no sense when their text is read without their form. */
const omitted = ['heading', 'html', 'code', 'table', 'footnoteDefinition']

const containers = ['root', 'list', 'listItem', 'blockquote']

const textOf = (node: Node): string => {
  if (omitted.includes(node.type)) {
    return ''
  }
  if (node.type === 'text' || node.type === 'inlineCode') {
    return node.value
  }
  if (node.type === 'break') {
    return ' '
  }
  if (!('children' in node)) {
    return ''
  }
  return node.children
    .map(textOf)
    .join(containers.includes(node.type) ? ' ' : '')
}

const shorten = (text: string, length: number) => {
  if (text.length <= length) {
    return text
  }
  const cut = text.slice(0, length + 1)
  const lastSpace = cut.lastIndexOf(' ')
  return `${cut.slice(0, lastSpace > 0 ? lastSpace : length).trimEnd()}…`
}

/** How a Markdown text begins, as plain text. */
export const excerpt = (markdown: string, length = 220): string => {
  // Enough to fill an excerpt; a post may be a hundred thousand characters.
  const root = parser.parse(markdown.slice(0, length * 12))
  return shorten(textOf(root).replace(/\s+/g, ' ').trim(), length)
}
