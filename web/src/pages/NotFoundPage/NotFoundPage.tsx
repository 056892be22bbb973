import { routes } from '@redwoodjs/router'
import { Metadata } from '@redwoodjs/web'

import { ButtonLink } from 'src/components/ui/ButtonLink'
import { Notice } from 'src/components/ui/Notice'
import SiteLayout from 'src/layouts/SiteLayout'

// Redwood wraps no layout around this page.
const NotFoundPage = () => (
  <SiteLayout>
    <Metadata title="Page not found" robots="noindex" />
    <Notice
      as="h1"
      title="Nothing grows here"
      action={<ButtonLink to={routes.home()}>See the latest posts</ButtonLink>}
    >
      <p>There is no page at this address.</p>
    </Notice>
  </SiteLayout>
)

export default NotFoundPage
