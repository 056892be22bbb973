// ZenStack's command line loads its plugins as CommonJS; ours is TypeScript.
module.exports = require('jiti').createJiti(__filename)('./plugin.ts')
