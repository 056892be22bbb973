import { Metadata } from '@redwoodjs/web'

import ApiTokensCell from 'src/components/ApiToken/ApiTokensCell'
import { NewApiToken } from 'src/components/ApiToken/NewApiToken'
import { PageHeading } from 'src/components/ui/PageHeading'
import { Section } from 'src/components/ui/Section'
import ProfileCell from 'src/components/User/ProfileCell'

const ProfilePage = () => (
  <>
    <Metadata title="Profile" />
    <PageHeading title="Profile" />
    <ProfileCell />
    <div className="mt-14 max-w-3xl">
      <Section
        title="API tokens"
        lead="A program that has one acts for you, without your password."
      >
        <div className="space-y-8">
          <ApiTokensCell />
          <NewApiToken />
        </div>
      </Section>
    </div>
  </>
)

export default ProfilePage
