// For tests: a place where a function in another process stops until the test lets it go on.
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { afterEach } from "@jest/globals";

export interface Gate {
  port: number;
  /** The connections of those who came, once there are `count` of them. */
  arrived(count: number): Promise<Socket[]>;
  /** Lets one go on. */
  release(socket: Socket): void;
}

/** Source for a bundle: `await atGate(port)` stops there. The connection lasts as long as the process, so its end is the end of that. */
export const atGate = `
  import net from "node:net";
  const atGate = (port) => new Promise((resolve) => net.connect(port, "127.0.0.1").once("data", resolve));
`;

const closings: (() => void)[] = [];
afterEach(() => {
  for (const close of closings.splice(0)) close();
});

export async function openGate(): Promise<Gate> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.resume();
    sockets.push(socket);
    server.emit("arrival");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closings.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The gate has no port");
  return {
    port: address.port,
    async arrived(count) {
      while (sockets.length < count) await once(server, "arrival");
      return sockets;
    },
    release: (socket) => void socket.write("go on"),
  };
}
