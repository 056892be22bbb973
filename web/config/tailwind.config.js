const typography = require('@tailwindcss/typography')

/** A design token of src/index.css. */
const token = (name) => `var(--${name})`

/** @type {import('tailwindcss').Config} */
module.exports = {
  content: ['src/**/*.{ts,tsx}'],
  theme: {
    // The palette is replaced, not extended: a colour outside the tokens would
    // have no counterpart in the other theme.
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      paper: token('paper'),
      surface: token('surface'),
      sunken: token('sunken'),
      ink: { DEFAULT: token('ink'), soft: token('ink-soft') },
      line: { DEFAULT: token('line'), strong: token('line-strong') },
      accent: {
        DEFAULT: token('accent'),
        strong: token('accent-strong'),
        soft: token('accent-soft'),
        on: token('on-accent'),
      },
      danger: {
        DEFAULT: token('danger'),
        strong: token('danger-strong'),
        soft: token('danger-soft'),
        on: token('on-danger'),
      },
      amber: { DEFAULT: token('amber'), soft: token('amber-soft') },
      scrim: token('scrim'),
    },
    extend: {
      fontFamily: {
        sans: ['"Instrument Sans Variable"', 'system-ui', 'sans-serif'],
        serif: ['"Fraunces Variable"', 'Georgia', 'serif'],
      },
      boxShadow: { raised: token('shadow-raised') },
      maxWidth: { page: '72rem', measure: '42rem', form: '26rem' },
      minHeight: { touch: '2.75rem' },
      minWidth: { touch: '2.75rem' },
      keyframes: {
        breathe: { '50%': { opacity: '0.45' } },
        rise: { from: { opacity: '0', transform: 'translateY(0.375rem)' } },
      },
      animation: {
        breathe: 'breathe 1.8s ease-in-out infinite',
        rise: 'rise 160ms ease-out',
      },
      typography: {
        DEFAULT: {
          css: {
            '--tw-prose-body': token('ink'),
            '--tw-prose-headings': token('ink'),
            '--tw-prose-lead': token('ink-soft'),
            '--tw-prose-links': token('accent'),
            '--tw-prose-bold': token('ink'),
            '--tw-prose-counters': token('ink-soft'),
            '--tw-prose-bullets': token('accent'),
            '--tw-prose-hr': token('line'),
            '--tw-prose-quotes': token('ink-soft'),
            '--tw-prose-quote-borders': token('accent'),
            '--tw-prose-captions': token('ink-soft'),
            '--tw-prose-code': token('ink'),
            '--tw-prose-pre-code': token('ink'),
            '--tw-prose-pre-bg': token('sunken'),
            '--tw-prose-th-borders': token('line-strong'),
            '--tw-prose-td-borders': token('line'),
            maxWidth: '68ch',
            overflowWrap: 'break-word',
            'h2, h3, h4': {
              fontFamily: '"Fraunces Variable", Georgia, serif',
              fontWeight: '560',
              letterSpacing: '-0.012em',
              textWrap: 'balance',
            },
            a: { fontWeight: '500', textUnderlineOffset: '0.2em' },
            blockquote: {
              fontFamily: '"Fraunces Variable", Georgia, serif',
              fontWeight: '400',
            },
            'blockquote p:first-of-type::before': { content: 'none' },
            'blockquote p:last-of-type::after': { content: 'none' },
            'code::before': { content: 'none' },
            'code::after': { content: 'none' },
            ':not(pre) > code': {
              backgroundColor: token('sunken'),
              borderRadius: '0.25rem',
              padding: '0.1em 0.35em',
              fontWeight: '500',
            },
            img: { borderRadius: '0.5rem' },
          },
        },
      },
    },
  },
  plugins: [typography],
}
