// The policies of a state, joined to what they are of by names, ARNs and URLs.
import { type Policy, readPolicy } from "../iam/policy.ts";
import type { Resource } from "./resources.ts";

/** The policies that resources of a type attach to a thing: `attribute` says which, `value` is the thing's. */
export function policiesOf(resources: Resource[], type: string, attribute: string, value: string): Policy[] {
  return resources
    .filter((resource) => resource.type === type && resource.values.text(attribute) === value)
    .map(({ address, values }) => readPolicy(address, values.text("policy")));
}

/** All policies of a role: inline ones and the managed ones that are attached. Throws for one that is not in the state, whose text nobody knows. */
export function policiesOfRole(resources: Resource[], roleName: string): Policy[] {
  const inline = policiesOf(resources, "aws_iam_role_policy", "role", roleName);
  const attached = resources
    .filter(({ type, values }) => type === "aws_iam_role_policy_attachment" && values.text("role") === roleName)
    .map(({ address, values }) => {
      const arn = values.text("policy_arn");
      const policy = resources.find((resource) => resource.type === "aws_iam_policy" && resource.values.text("arn") === arn);
      if (policy === undefined) throw new Error(`${address} attaches ${arn}, whose statements are not in the state.`);
      return readPolicy(policy.address, policy.values.text("policy"));
    });
  return [...inline, ...attached];
}

/** Every policy document in the state, wherever it stands, with its place. */
export function allPolicies(resources: Resource[]): Policy[] {
  return resources.flatMap(({ address, values }) =>
    values
      .allTexts()
      .filter((text) => /^\s*\{/.test(text) && text.includes('"Statement"'))
      .map((text) => readPolicy(address, text)),
  );
}
