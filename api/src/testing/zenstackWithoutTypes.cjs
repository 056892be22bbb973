/*
 * Loaded before ZenStack's command: has it leave the types of Prisma's clients as they
 * are, which no test reads, and which take a third of the time.
 */
const enhancer = require('zenstack/plugins/enhancer/enhance')

enhancer.EnhancerGenerator.prototype.processClientTypes = async () => {}
