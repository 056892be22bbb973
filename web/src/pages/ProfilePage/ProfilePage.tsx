import { Metadata } from '@redwoodjs/web'

import { PageHeading } from 'src/components/ui/PageHeading'
import ProfileCell from 'src/components/User/ProfileCell'

const ProfilePage = () => (
  <>
    <Metadata title="Profile" />
    <PageHeading title="Profile" />
    <ProfileCell />
  </>
)

export default ProfilePage
