import { Metadata } from '@redwoodjs/web'

import SharedCell from 'src/components/Post/SharedCell'
import { PageHeading } from 'src/components/ui/PageHeading'

const SharedPage = () => (
  <>
    <Metadata title="Shared with me" />
    <PageHeading
      title="Shared with me"
      lead="What others let you read, published or not. The newest come first."
    />
    <SharedCell />
  </>
)

export default SharedPage
