// Nobody else gets in by a resource's policy: nobody that AWS does not know, no other account, no identity of this account that was given nothing, and no
// service on behalf of somebody else.
import { concernsAction, type Principal } from "../iam/evaluate.ts";
import { type Policy, readPolicy } from "../iam/policy.ts";
import { decideIn } from "../needs/allowed.ts";
import type { Deployed } from "../state/deployed.ts";
import { ownResources } from "./things.ts";
import type { Check } from "./world.ts";

interface Stranger {
  name: string;
  principal: Principal;
  identity: readonly Policy[];
  contexts: Record<string, string>[];
}

const everything = [readPolicy("everything", '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}')];
const other = "999999999999";

export const nobodyElseGetsIn: Check = ({ deployed, actions }) => {
  const things = [...deployed.buckets, ...deployed.queues, ...deployed.topics, ...deployed.keys];
  const aliases = deployed.functions.flatMap((deployedFunction) => deployedFunction.aliases);
  const statements = [...things, ...aliases].flatMap(({ policies }) => policies).flatMap((policy) => policy.statements);
  const allows = statements.filter(({ effect }) => effect === "Allow");
  const candidates = actions.all.filter((action) => allows.some((statement) => concernsAction(statement, action)));
  const services = new Set(
    allows.flatMap(({ principals }) => principals?.entries ?? []).flatMap(({ type, value }) => (type === "Service" ? [value] : [])),
  );

  return strangersTo(deployed, [...services]).flatMap(({ name, principal, identity, contexts }) =>
    ownResources(deployed).flatMap((resource) => {
      const may = candidates.filter((action) =>
        contexts.some((context) => decideIn(deployed, { principal, identity, action, resource, context }).allowed),
      );
      return may.length === 0
        ? []
        : [`${name} may ${may.slice(0, 3).join(", ")}${may.length > 3 ? ` and ${may.length - 3} more` : ""} on ${resource}.`];
    }),
  );
};

function strangersTo({ account, region }: Deployed, services: string[]): Stranger[] {
  const role = (of: string): Principal => ({ kind: "role", arn: `arn:aws:iam::${of}:role/stranger`, account: of });
  const sourceOf = (service: string) => `arn:aws:${service}:${region}:${other}:other/$default/GET/submissions`;
  const fromOther = (service: string) =>
    [service.split(".")[0] ?? "", "execute-api", "any"].map((name) => ({ "aws:SourceAccount": other, "aws:SourceArn": sourceOf(name) }));
  const strangers: Stranger[] = [
    { name: "Anybody", principal: { kind: "anonymous" }, identity: [], contexts: [{}] },
    { name: "Another account", principal: role(other), identity: everything, contexts: [{}] },
    { name: "An identity without permissions", principal: role(account), identity: [], contexts: [{}] },
    ...services.map((service) => ({
      name: `${service} on behalf of another account`,
      principal: { kind: "service", name: service } as const,
      identity: [],
      contexts: [{}, ...fromOther(service)],
    })),
  ];
  // What is denied over plain HTTP may be denied for that alone, and what is allowed, allowed on that condition.
  const bothWays = (context: Record<string, string>) => ["true", "false"].map((secure) => ({ ...context, "aws:SecureTransport": secure }));
  return strangers.map((stranger) => ({ ...stranger, contexts: stranger.contexts.flatMap(bothWays) }));
}
