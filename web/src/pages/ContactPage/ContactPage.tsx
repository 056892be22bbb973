import { useState } from 'react'

import { Metadata } from '@redwoodjs/web'

import { ContactForm } from 'src/components/Contact/ContactForm'
import { Button } from 'src/components/ui/Button'
import { Notice } from 'src/components/ui/Notice'
import { PageHeading } from 'src/components/ui/PageHeading'

const ContactPage = () => {
  const [sent, setSent] = useState(false)

  return (
    <>
      <Metadata title="Contact" />
      {sent ? (
        <div role="status">
          <Notice
            as="h1"
            title="Your message is on its way"
            action={
              <Button tone="secondary" onClick={() => setSent(false)}>
                Write another
              </Button>
            }
          >
            <p>Thank you. We read everything, and answer by e-mail.</p>
          </Notice>
        </div>
      ) : (
        <>
          <PageHeading
            title="Contact"
            lead="A question, a correction, or the wish to write here: tell us."
          />
          <ContactForm onSent={() => setSent(true)} />
        </>
      )}
    </>
  )
}

export default ContactPage
