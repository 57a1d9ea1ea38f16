import { generateMessages } from './messages/generate.ts'

const { messages, faults, written } = generateMessages(process.cwd())
for (const fault of faults) console.error(fault)
console.log(`${messages} messages in two languages, ${faults.length} faults${written ? ', types written' : ''}`)
process.exitCode = faults.length ? 1 : 0
