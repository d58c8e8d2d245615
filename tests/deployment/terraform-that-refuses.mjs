// Stands for Terraform with a configuration that it refuses: it can tell its version, and nothing else.
const [, command] = process.argv.slice(2);
if (command !== "version") {
  console.error(`refused: ${command}`);
  process.exitCode = 1;
}
