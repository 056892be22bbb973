import { routes } from '@redwoodjs/router'
import { Metadata } from '@redwoodjs/web'

import { PageHeading } from 'src/components/ui/PageHeading'
import { TextLink } from 'src/components/ui/TextLink'

const AboutPage = () => (
  <>
    <Metadata
      title="About"
      description="Canopy is a quiet place to publish and to read."
      og
    />
    <PageHeading title="About" />
    <div className="max-w-measure space-y-5 text-lg leading-relaxed">
      <p className="font-serif text-2xl leading-snug text-accent">
        Canopy is a quiet place to publish and to read.
      </p>
      <p>
        No feed decides what you see here. Posts stand in the order they were
        written, whole, and stay where they are. You can read all of them, and
        comment, without an account.
      </p>
      <p>
        Writers keep drafts to themselves, or show them to their team, until
        they are ready, and can take back what they have published. Moderators
        look after the conversations.{' '}
        <TextLink to={routes.people()}>See who is here.</TextLink>
      </p>
      <p>
        Would you like to write here, or has something gone wrong?{' '}
        <TextLink to={routes.contact()}>Send us a message.</TextLink>
      </p>
    </div>
  </>
)

export default AboutPage
