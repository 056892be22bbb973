import { routes } from '@redwoodjs/router'
import { Metadata } from '@redwoodjs/web'

import DeskCell from 'src/components/Post/DeskCell'
import { ButtonLink } from 'src/components/ui/ButtonLink'
import { PageHeading } from 'src/components/ui/PageHeading'
import { useViewer } from 'src/components/Viewer/useViewer'

const DeskPage = () => {
  const { viewer } = useViewer()

  return (
    <>
      <Metadata title="My posts" />
      <PageHeading
        title="My posts"
        action={
          viewer?.canWritePosts && (
            <ButtonLink to={routes.newPost()}>Write a post</ButtonLink>
          )
        }
      />
      <DeskCell />
    </>
  )
}

export default DeskPage
