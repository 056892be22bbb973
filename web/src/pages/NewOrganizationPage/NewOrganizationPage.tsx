import { Metadata } from '@redwoodjs/web'

import { NewOrganization } from 'src/components/Organization/NewOrganization'
import { PageHeading } from 'src/components/ui/PageHeading'

const NewOrganizationPage = () => (
  <>
    <Metadata title="New organization" />
    <PageHeading
      title="New organization"
      lead="You become its admin, who invites people and sets up groups."
    />
    <NewOrganization />
  </>
)

export default NewOrganizationPage
