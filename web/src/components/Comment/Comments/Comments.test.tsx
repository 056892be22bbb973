import { render, screen } from '@redwoodjs/testing/web'

import { Comments } from './Comments'

const show = (published: boolean) => {
  mockGraphQLQuery('ViewerQuery', () => ({
    me: null,
    canWritePosts: false,
    canCreateOrganizations: false,
    canReadMessages: false,
    canSetRoles: false,
  }))
  render(
    <Comments post={{ id: 1, published, commentCount: 0, comments: [] }} />
  )
}

describe('the comments of a post', () => {
  it('can be added to by a reader once the post is published', () => {
    show(true)

    expect(screen.getByLabelText('Comment')).toBeInTheDocument()
  })

  it('cannot be added to by anyone while the post is a draft', () => {
    show(false)

    expect(screen.queryByLabelText('Comment')).not.toBeInTheDocument()
    expect(
      screen.getByText('Comments open once the post is published.')
    ).toBeInTheDocument()
  })
})
