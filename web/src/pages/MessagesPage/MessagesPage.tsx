import { Metadata } from '@redwoodjs/web'

import MessagesCell from 'src/components/Contact/MessagesCell'
import { PageHeading } from 'src/components/ui/PageHeading'

const MessagesPage = () => (
  <>
    <Metadata title="Messages" />
    <PageHeading title="Messages" />
    <MessagesCell />
  </>
)

export default MessagesPage
