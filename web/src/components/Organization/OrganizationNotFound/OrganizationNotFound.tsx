import { routes } from '@redwoodjs/router'
import { Metadata } from '@redwoodjs/web'

import { ButtonLink } from 'src/components/ui/ButtonLink'
import { Notice } from 'src/components/ui/Notice'

/** The same for one that is missing and for one that is not to be seen. */
export const OrganizationNotFound = () => (
  <>
    <Metadata title="Organization not found" robots="noindex" />
    <Notice
      as="h1"
      title="There is no such organization"
      action={
        <ButtonLink to={routes.organizations()}>
          See your organizations
        </ButtonLink>
      }
    >
      <p>Or there is one, and you are not a member of it.</p>
    </Notice>
  </>
)
