import { Metadata } from '@redwoodjs/web'

import { PageHeading } from 'src/components/ui/PageHeading'
import PeopleCell from 'src/components/User/PeopleCell'

const PeoplePage = () => (
  <>
    <Metadata title="People" />
    <PageHeading title="People" lead="Everyone who has joined, by name." />
    <PeopleCell />
  </>
)

export default PeoplePage
