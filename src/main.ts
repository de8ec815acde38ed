import { ConfigError } from '#kernel/config.ts'
import { commands, usage } from './commands/index.ts'

const [name = 'help', ...args] = process.argv.slice(2)
const command = commands[name]

try {
  if (!command) {
    console.error(`没有这个命令 · no such command: ${name}\n\n${usage()}`)
    process.exitCode = 2
  } else {
    process.exitCode = await command.run(args, (line) => console.log(line))
  }
} catch (error) {
  const known = error instanceof ConfigError || (error instanceof Error && error.name !== 'Error' && error.name !== 'TypeError')
  console.error(known ? `${(error as Error).message}` : error)
  process.exitCode = error instanceof ConfigError ? 2 : 1
}
