/** @type {import('prettier').Config} */
module.exports = {
  trailingComma: 'es5',
  bracketSpacing: true,
  tabWidth: 2,
  semi: false,
  singleQuote: true,
  arrowParens: 'always',
  plugins: ['prettier-plugin-tailwindcss'],
  tailwindConfig: './web/config/tailwind.config.js',
  overrides: [{ files: 'Routes.*', options: { printWidth: 999 } }],
}
