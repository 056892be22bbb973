import { render, screen } from '@redwoodjs/testing/web'

import { PostActions } from './PostActions'

const nothing = { update: false, delete: false, publish: false }

const show = (can: Partial<typeof nothing>, published = false) =>
  render(
    <PostActions
      post={{ id: 1, title: 'Oaks', published, can: { ...nothing, ...can } }}
      onDeleted={() => {}}
    />
  )

const offered = () =>
  [...screen.queryAllByRole('link'), ...screen.queryAllByRole('button')].map(
    (action) => action.textContent
  )

describe('a post', () => {
  it('offers a reader no action', () => {
    show({})

    expect(screen.queryByRole('group')).not.toBeInTheDocument()
    expect(offered()).toEqual([])
  })

  it.each([
    ['edit', { update: true }, ['Edit']],
    ['publish', { publish: true }, ['Publish']],
    ['delete', { delete: true }, ['Delete']],
  ])('offers only to %s it to a person who may do that', (_, can, actions) => {
    show(can)

    expect(offered()).toEqual(actions)
  })

  it('can be taken back by its owner when it is published', () => {
    show({ publish: true }, true)

    expect(offered()).toEqual(['Unpublish'])
  })
})
