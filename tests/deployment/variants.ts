// The deployments that are checked: what one gets by default, and with everything that can be turned on.

export interface Variant {
  name: VariantName;
  /** As terraform.tfvars has them. */
  variables: object;
}

export type VariantName = "default" | "full";

const mail_recipients = ["course-team@example.com"];

export const variants: readonly Variant[] = [
  { name: "default", variables: { mail_recipients } },
  {
    name: "full",
    variables: {
      mail_recipients,
      alarm_recipients: ["operators@example.com"],
      auth: "cognito",
      machine_clients: { gradebook: ["submit", "read"], auditor: ["read-all"] },
      customer_key: true,
      event_subscribers: {
        gradebook: {
          protocol: "sqs",
          endpoint: "arn:aws:sqs:us-east-1:123456789012:gradebook",
          filter_policy: JSON.stringify({ status: ["complete", "partial"] }),
          raw_delivery: true,
        },
      },
      budget: { monthly_usd: 20, email_addresses: ["operators@example.com"] },
    },
  },
];

/** The default of the variable `prefix`. */
export const prefix = "scoreline";
