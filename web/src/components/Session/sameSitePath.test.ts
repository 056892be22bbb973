import { sameSitePath } from './sameSitePath'

describe('after logging in', () => {
  it.each(['/', '/desk', '/desk/3/edit', '/posts/1?from=mail#comments'])(
    'a person goes on to %s, a place on this site',
    (target) => {
      expect(sameSitePath(target)).toBe(target)
    }
  )

  it.each([
    'https://evil.example',
    '//evil.example/desk',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
    'desk',
    '',
    undefined,
  ])('a person is not sent to %s, but to the front page', (target) => {
    expect(sameSitePath(target)).toBe('/')
  })
})
