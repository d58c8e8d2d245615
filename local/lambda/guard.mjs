// A process beside the Lambda host that outlives it by a moment: when the host ends without having stopped its environments (SIGKILL, a
// crash), its pipe to here closes and this ends them, also one that spins in a loop and would never notice by itself.
const processes = new Set();
let rest = "";

process.stdin.setEncoding("utf8");
process.stdin.on("data", (text) => {
  const lines = (rest + text).split("\n");
  rest = lines.pop();
  for (const line of lines) {
    if (line.startsWith("+")) processes.add(Number(line.slice(1)));
    else processes.delete(Number(line.slice(1)));
  }
});
process.stdin.on("end", () => {
  for (const pid of processes) {
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // It has ended already.
    }
  }
});
