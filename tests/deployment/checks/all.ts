// All checks of a deployment, by what they prove.
import { everyActionExists } from "./actions-exist.ts";
import { alarmsReachPeople } from "./alarms.ts";
import { routesAskForTheRightScope } from "./authorisation.ts";
import { bucketsAreSafe } from "./buckets.ts";
import { environmentNamesWhatExists } from "./environment.ts";
import { functionsAreSetUp } from "./functions.ts";
import { noRoleCanDoMore } from "./least-privilege.ts";
import { everyRoleCanDoItsWork } from "./permissions.ts";
import { queuesHaveWhatTheyNeed } from "./queues.ts";
import { routesInvokeTheRightAlias } from "./routes.ts";
import { deployedEqualsLocal } from "./same-as-local.ts";
import { nobodyElseGetsIn } from "./strangers.ts";
import { plainHttpIsDenied } from "./transport.ts";
import type { Check } from "./world.ts";

export const checks = {
  "what is deployed equals what the local stack makes": deployedEqualsLocal,
  "each environment variable names a thing that exists": environmentNamesWhatExists,
  "each role can do each call that its function makes, and that are made in its name": everyRoleCanDoItsWork,
  "no role can do anything else, on any resource": noRoleCanDoMore,
  "nobody else gets in by a resource's policy": nobodyElseGetsIn,
  "every bucket, queue and topic denies plain HTTP": plainHttpIsDenied,
  "every action in a policy exists": everyActionExists,
  "every queue has its consumer, its dead-letter queue and its ratios": queuesHaveWhatTheyNeed,
  "every function is set up as it was tested, with a role and a log of its own": functionsAreSetUp,
  "every bucket is private, encrypted and versioned, and forgets in time": bucketsAreSafe,
  "the routes invoke the right alias, which lets them": routesInvokeTheRightAlias,
  "the routes ask for the right scope": routesAskForTheRightScope,
  "the alarms reach people": alarmsReachPeople,
} satisfies Record<string, Check>;
