import { routes } from '@redwoodjs/router'
import { Metadata } from '@redwoodjs/web'

import { ButtonLink } from 'src/components/ui/ButtonLink'
import { Notice } from 'src/components/ui/Notice'

/** The same for a post that is missing and for one that is not to be seen. */
export const PostNotFound = () => (
  <>
    <Metadata title="Post not found" robots="noindex" />
    <Notice
      as="h1"
      title="There is no such post"
      action={<ButtonLink to={routes.home()}>See the latest posts</ButtonLink>}
    >
      <p>
        It may have been taken down, or the address may have lost a digit on its
        way here.
      </p>
    </Notice>
  </>
)
