// What is deployed fits together, with nothing more allowed than what the functions were seen to need.
import { beforeAll, describe, expect, test } from "@jest/globals";
import { pipeline } from "../end-to-end/test-stack.ts";
import { checks } from "./checks/all.ts";
import type { World } from "./checks/world.ts";
import { loadActions } from "./iam/actions.ts";
import { preparedCalls, preparedState } from "./prepared.ts";
import { variants } from "./variants.ts";

describe.each(variants)("the deployment $name", ({ name }) => {
  let world: World;
  beforeAll(async () => {
    world = { deployed: await preparedState(name), pipeline, calls: await preparedCalls(), actions: await loadActions() };
  });

  test.each(Object.entries(checks))("%s", async (_name, check) => {
    expect(await check(world)).toEqual([]);
  });
});
