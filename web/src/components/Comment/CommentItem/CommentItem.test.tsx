import { render, screen } from '@redwoodjs/testing/web'

import { CommentItem } from './CommentItem'

const show = (mayDelete: boolean) =>
  render(
    <CommentItem
      comment={{
        __typename: 'Comment',
        id: 1,
        name: 'Ivy',
        body: 'Well said.',
        createdAt: '2026-05-01T10:00:00.000Z',
        can: { __typename: 'CommentAbilities', delete: mayDelete },
      }}
      postId={1}
      onDeleted={() => {}}
    />
  )

describe('a comment', () => {
  it('offers its deletion to a person who may delete it', () => {
    show(true)

    expect(
      screen.getByRole('button', { name: 'Delete comment by Ivy' })
    ).toBeInTheDocument()
  })

  it('offers nothing to a person who may only read it', () => {
    show(false)

    expect(screen.getByText('Well said.')).toBeInTheDocument()
    expect(screen.queryByRole('button')).not.toBeInTheDocument()
  })
})
