import { expect, test } from "@jest/globals";
import { apiOf, echo, send } from "./test-api.ts";
import { tokenBuckets } from "./token-buckets.ts";

/** Buckets with a clock that the test sets, in seconds. */
function bucketsAt(ratePerSecond: number, burst: number) {
  const clock = { seconds: 0 };
  const take = tokenBuckets({ ratePerSecond, burst }, () => clock.seconds * 1000);
  /** How many of so many requests are let through. */
  const through = (count: number, routeKey = "GET /") => Array.from({ length: count }, () => take(routeKey)).filter(Boolean).length;
  return { clock, through };
}

test("a burst is let through, and then as much as comes back with time", () => {
  const { clock, through } = bucketsAt(10, 5);
  expect(through(8)).toBe(5);
  clock.seconds = 0.05;
  expect(through(1)).toBe(0);
  clock.seconds = 0.1;
  expect(through(2)).toBe(1);
  clock.seconds = 0.4;
  expect(through(9)).toBe(3);
});

test("a long rest fills the bucket and no more", () => {
  const { clock, through } = bucketsAt(10, 5);
  through(5);
  clock.seconds = 3600;
  expect(through(20)).toBe(5);
});

test("a rate below one a second is kept too", () => {
  const { clock, through } = bucketsAt(0.5, 1);
  for (const [seconds, count] of [1, 0, 1, 0, 1].entries()) {
    clock.seconds = seconds;
    expect([seconds, through(1)]).toEqual([seconds, count]);
  }
});

test("each route has a bucket of its own", () => {
  const { through } = bucketsAt(1, 3);
  expect([through(5, "GET /"), through(5, "POST /"), through(5, "GET /")]).toEqual([3, 3, 0]);
});

test("one request too many is a 429 of the gateway's own shape, and no function is invoked", async () => {
  const invoked: string[] = [];
  const routes = [{ method: "GET", path: "/other", functionName: "other" }];
  const { url } = await apiOf({
    routes,
    throttle: { ratePerSecond: 0.001, burst: 2 },
    invoke: (name, event) => {
      invoked.push(name);
      return echo(name, event);
    },
  });
  const answers = await Promise.all(["a", "b", "c"].map((body) => send(url, { method: "POST", body })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429]);
  expect(answers.find(({ status }) => status === 429)).toMatchObject({
    text: '{"message":"Too Many Requests"}',
    headers: { "content-type": "application/json", "apigw-requestid": expect.any(String) },
  });
  expect(invoked).toEqual(["default", "default"]);
  expect(await send(`${url}/other`)).toMatchObject({ status: 200 });
});
