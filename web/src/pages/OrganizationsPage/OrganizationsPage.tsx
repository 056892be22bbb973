import { routes } from '@redwoodjs/router'
import { Metadata } from '@redwoodjs/web'

import OrganizationsCell from 'src/components/Organization/OrganizationsCell'
import { ButtonLink } from 'src/components/ui/ButtonLink'
import { PageHeading } from 'src/components/ui/PageHeading'
import { useViewer } from 'src/components/Viewer/useViewer'

const OrganizationsPage = () => {
  const { viewer } = useViewer()

  return (
    <>
      <Metadata title="Teams" />
      <PageHeading
        title="Teams"
        lead="Organizations you belong to."
        action={
          viewer?.canCreateOrganizations && (
            <ButtonLink to={routes.newOrganization()}>
              New organization
            </ButtonLink>
          )
        }
      />
      <OrganizationsCell />
    </>
  )
}

export default OrganizationsPage
