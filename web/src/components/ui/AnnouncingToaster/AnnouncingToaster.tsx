import { Toaster } from '@redwoodjs/web/toast'

/** Shows the results of actions; each toast is announced as it appears. */
export const AnnouncingToaster = () => (
  <Toaster
    position="bottom-center"
    // Above the bar with which the editor saves.
    containerStyle={{ bottom: '5.5rem' }}
    toastOptions={{
      duration: 5000,
      style: {
        background: 'var(--surface)',
        color: 'var(--ink)',
        border: '1px solid var(--line)',
        borderRadius: '0.75rem',
        boxShadow: 'var(--shadow-raised)',
        padding: '0.625rem 1rem',
        maxWidth: 'min(28rem, calc(100vw - 2rem))',
      },
      success: {
        iconTheme: { primary: 'var(--accent)', secondary: 'var(--on-accent)' },
      },
      error: {
        iconTheme: { primary: 'var(--danger)', secondary: 'var(--on-danger)' },
      },
    }}
  />
)
