/** Rows of cells, the first of them the head, as a table in Markdown. */
export const markdown = (rows: string[][]): string => {
  const widths = rows[0].map((_cell, n) =>
    Math.max(...rows.map((row) => row[n].length))
  )
  const line = (cells: string[], filler = ' ') =>
    `| ${cells.map((text, n) => text.padEnd(widths[n], filler)).join(' | ')} |`
  const [head, ...body] = rows.map((row) => line(row))
  const rule = line(
    rows[0].map(() => ''),
    '-'
  )
  return [head, rule, ...body].join('\n')
}
