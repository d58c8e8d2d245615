import { expect, test } from "@jest/globals";
import { startOptions } from "./start-options.ts";

test("without options the API is on 3000 and the inbox beside it", () => {
  expect(startOptions([], {})).toEqual({ port: 3000, inboxPort: 3001, timeScale: 1 });
});

test("PORT is the API's port, and --port goes before it", () => {
  expect(startOptions([], { PORT: "4000" })).toMatchObject({ port: 4000, inboxPort: 4001 });
  expect(startOptions(["--port", "5000"], { PORT: "4000" })).toMatchObject({ port: 5000, inboxPort: 5001 });
});

test("port 0 is any free port, for the inbox too", () => {
  expect(startOptions(["--port", "0"], {})).toMatchObject({ port: 0, inboxPort: 0 });
});

test("the inbox's port and the time scale are options of their own", () => {
  expect(startOptions(["--inbox-port", "8025", "--time-scale", "20"], {})).toEqual({ port: 3000, inboxPort: 8025, timeScale: 20 });
});

test.each(["", "-1", "65536", "80.5", "http"])("the port %j is refused with what it takes", (port) => {
  expect(() => startOptions([`--port=${port}`], {})).toThrow("takes a port from 0 to 65535");
});
