import { excerpt } from './excerpt'

describe('an excerpt', () => {
  it('reads as plain text, without the marks of Markdown', () => {
    expect(
      excerpt('Some **bold** and *leaning* `code` with [a link](/somewhere).')
    ).toBe('Some bold and leaning code with a link.')
  })

  it('leaves out headings, code, tables, images and HTML', () => {
    expect(
      excerpt(
        '# Title\n\nFirst. ![Alt](/a.png)\n\n```js\nlet x\n```\n\n<b>raw</b>\n\n| a |\n|---|\n| 1 |\n\nLast.'
      )
    ).toBe('First. raw Last.')
  })

  it('keeps the words of lines, list items and quotes apart', () => {
    expect(excerpt('one\ntwo  \nthree\n\n- four\n- five\n\n> six')).toBe(
      'one two three four five six'
    )
  })

  it('stops at the end of a word', () => {
    expect(excerpt('Under the green wood tree', 18)).toBe('Under the green…')
  })

  it('shows a short text whole', () => {
    expect(excerpt('Under the tree', 14)).toBe('Under the tree')
  })
})
