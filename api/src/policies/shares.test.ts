import { sharesTables, triggersOn } from 'src/testing/sharesTables'

describe('A table of shares keeps to groups of one organization (T3)', () => {
  test.each(sharesTables())('%s', async (table) => {
    expect(await triggersOn(table)).toEqual([`${table}_is_of_one_organization`])
  })

  it('there is one of posts', () => {
    expect(sharesTables()).toContain('_GroupToPost')
  })
})
