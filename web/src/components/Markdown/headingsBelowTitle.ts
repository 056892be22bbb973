interface MarkdownNode {
  type: string
  depth?: number
  children?: MarkdownNode[]
}

const headingsIn = (node: MarkdownNode): MarkdownNode[] =>
  node.type === 'heading' ? [node] : (node.children ?? []).flatMap(headingsIn)

/**
 * A remark plugin that puts a text's headings below the title of its page, the
 * h1: the highest kind that the text uses becomes h2, the rest follow suit.
 */
export const headingsBelowTitle = () => (root: MarkdownNode) => {
  const headings = headingsIn(root)
  const highest = Math.min(...headings.map(({ depth = 1 }) => depth))

  for (const heading of headings) {
    heading.depth = Math.min(6, (heading.depth ?? 1) - highest + 2)
  }
}
