import { expiryOf, lifetimes } from './lifetimes'

const NOW = new Date('2026-05-01T12:00:00.000Z')

describe('the end of a token', () => {
  it('comes after so many days', () => {
    expect(expiryOf(7, NOW)).toBe('2026-05-08T12:00:00.000Z')
  })

  it('never comes where that is chosen', () => {
    const never = lifetimes.find(({ label }) => label === 'never')
    expect(never && expiryOf(never.days, NOW)).toBeNull()
  })
})
