import { render, screen } from '@redwoodjs/testing/web'

import { Markdown } from './Markdown'

const show = (text: string) => render(<Markdown>{text}</Markdown>).container

describe('Markdown', () => {
  it.each([
    '<script>window.hurt = true</script>',
    'before <script>window.hurt = true</script> after',
    '<img src="x" onerror="window.hurt = true">',
    '<a href="javascript:window.hurt = true">x</a>',
    '<svg onload="window.hurt = true"></svg>',
    '<iframe src="https://example.com"></iframe>',
    '<div onclick="window.hurt = true">x</div>',
    '> <script>window.hurt = true</script>',
    '- <img src=x onerror=window.hurt=true>',
  ])('never makes elements of HTML that an author wrote: %s', (text) => {
    const page = show(text)

    expect(
      page.querySelector('script, img, a, svg, iframe, .prose div, [onclick]')
    ).not.toBeInTheDocument()
    expect(page).toHaveTextContent(/script|img|href|svg|iframe|onclick/)
  })

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java&#10;script:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](<  javascript:alert(1)>)',
    '[x](vbscript:msgbox(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](blob:https://example.com/1)',
    '[x](file:///etc/passwd)',
    '[x][1]\n\n[1]: javascript:alert(1)',
    '<javascript:alert(1)>',
    '![x](javascript:alert(1))',
    '![x](data:image/svg+xml,<svg/>)',
  ])('leads a reader nowhere by a link that is not one: %s', (text) => {
    const page = show(text)

    const addresses = [...page.querySelectorAll('[href], [src]')].map(
      (element) =>
        element.getAttribute('href') ?? element.getAttribute('src') ?? ''
    )
    for (const address of addresses) {
      // As a browser would read it: at most a page of this site.
      const { origin } = new URL(address, window.location.href)
      expect(origin).toBe(window.location.origin)
    }
  })

  it.each(['https://example.org/a', 'http://example.org', '//example.org'])(
    'takes a reader to %s, without vouching for it',
    (href) => {
      show(`[there](${href})`)

      const link = screen.getByRole('link', { name: 'there' })
      expect(link).toHaveAttribute('href', href)
      expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow ugc')
    }
  )

  it.each(['mailto:ada@example.org', '/about', '#further-down'])(
    'takes a reader to %s',
    (href) => {
      show(`[there](${href})`)

      const link = screen.getByRole('link', { name: 'there' })
      expect(link).toHaveAttribute('href', href)
      expect(link).not.toHaveAttribute('rel')
    }
  )

  it('puts the headings of a text below the title of its page', () => {
    const page = show('# One\n\n## Two\n\n###### Six')

    expect(
      [...page.querySelectorAll('h1, h2, h3, h6')].map((h) => h.tagName)
    ).toEqual(['H2', 'H3', 'H6'])
  })

  it('leaves no gap below the title when a text begins with lesser headings', () => {
    const page = show('### Three\n\n#### Four')

    expect(
      [...page.querySelectorAll('h2, h3')].map((h) => h.textContent)
    ).toEqual(['Three', 'Four'])
  })

  it('loads images as a reader comes to them', () => {
    show('![A leaf](https://example.org/leaf.png)')

    expect(screen.getByAltText('A leaf')).toHaveAttribute('loading', 'lazy')
  })
})
