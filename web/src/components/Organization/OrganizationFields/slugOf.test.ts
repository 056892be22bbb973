import { slugOf } from './slugOf'

describe('the short name of an organization', () => {
  it.each([
    ['Prisma', 'prisma'],
    ['Café & Söhne, 2nd floor!', 'cafe-sohne-2nd-floor'],
    [' -- ', ''],
    ['x'.repeat(39) + ' yes', 'x'.repeat(39)],
  ])('of somebody who calls it “%s” is suggested', (name, slug) => {
    expect(slugOf(name)).toBe(slug)
  })
})
