// react-markdown, remark-gfm and what they stand on are published as ES modules
// only, so Jest has to transform them with the rest. The list is by family:
// the unified ecosystem is made of many small packages.
const esModules = [
  'bail',
  'ccount',
  'character-(entities|reference-invalid).*',
  'comma-separated-tokens',
  'decode-named-character-reference',
  'devlop',
  'escape-string-regexp',
  'estree-util-.*',
  'hast-util-.*',
  'html-url-attributes',
  'is-(alphabetical|alphanumerical|decimal|hexadecimal|plain-obj)',
  'longest-streak',
  'markdown-table',
  'mdast-util-.*',
  'micromark.*',
  'parse-entities',
  'property-information',
  'react-markdown',
  'remark-.*',
  'space-separated-tokens',
  'stringify-entities',
  'trim-lines',
  'trough',
  'unified',
  'unist-util-.*',
  'vfile.*',
  'zwitch',
]

/** @type {import('jest').Config} */
const config = {
  rootDir: '../',
  preset: '@redwoodjs/testing/config/jest/web',
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
}

module.exports = config
