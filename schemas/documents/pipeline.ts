// The shape of pipeline.json: the one topology that the laptop, the bundler, the tests and Terraform read.
import { type Static, type TSchema, Type } from "@sinclair/typebox";
import { Count } from "../lib/values.ts";

/** A map of named things; JSON Schema says it with additionalProperties. */
function Named<T extends TSchema>(schema: T, title: string, description: string) {
  return Type.Unsafe<Record<string, Static<T>>>({ type: "object", title, description, additionalProperties: schema });
}

function Names(title: string, description: string) {
  return Type.Array(Type.String(), { title, description, uniqueItems: true });
}

/** Names of headers, in small letters. */
function HeaderNames(title: string, description: string) {
  return Type.Array(Type.String({ pattern: "^[a-z][a-z0-9-]*$" }), { title, description, uniqueItems: true });
}

function Seconds(title: string, description: string, minimum: number, maximum: number) {
  return Type.Integer({ title, description: `${description} In seconds.`, minimum, maximum });
}

const Route = Type.Object(
  {
    method: Type.Union([Type.Literal("GET"), Type.Literal("POST"), Type.Literal("PUT"), Type.Literal("PATCH"), Type.Literal("DELETE")], {
      title: "Method",
      description: "HTTP method.",
    }),
    path: Type.String({ title: "Path", description: "Path as API Gateway writes it: {id} is one segment.", pattern: "^/" }),
    function: Type.String({ title: "Function", description: "The function that answers." }),
    scope: Type.Optional(
      Type.Union([Type.Literal("submit"), Type.Literal("read")], {
        title: "Scope",
        description: "The scope that a token needs, where the API asks for tokens. A route without one is public.",
      }),
    ),
  },
  { title: "Route", description: "A route of the HTTP API." },
);

/** What browsers let pages of other origins do, as API Gateway takes it ("Configure CORS for HTTP APIs"). Credentials are never allowed. */
const Cors = Type.Object(
  {
    allowOrigins: Type.Array(Type.String({ pattern: "^([*]|https?://([*]|[^/*\\s]+))$" }), {
      title: "Allowed origins",
      description: "Whose pages may read answers: origins, or http://* and https://* for every one of that scheme, or * for all.",
      minItems: 1,
      uniqueItems: true,
    }),
    allowMethods: Type.Array(Type.String({ pattern: "^[A-Z]+$" }), {
      title: "Allowed methods",
      description: "The methods that they may use.",
      minItems: 1,
      uniqueItems: true,
    }),
    allowHeaders: HeaderNames("Allowed headers", "The request headers that they may set."),
    exposeHeaders: HeaderNames(
      "Exposed headers",
      "The answer's headers that their scripts may read, beside those that every script may (such as Content-Type).",
    ),
    maxAgeSeconds: Seconds("Age", "How long a browser may go by the answer to a preflight; some browsers cut it short.", 0, 86_400),
  },
  {
    title: "Cors",
    description: "What pages of other origins may do in a browser. Without credentials: no cookies, no passwords it keeps.",
  },
);

const Throttle = Type.Object(
  {
    ratePerSecond: Type.Number({
      title: "Rate",
      description: "Requests a second that a route takes in the long run.",
      exclusiveMinimum: 0,
      maximum: 10_000,
    }),
    burst: Type.Integer({
      title: "Burst",
      description: "Requests that a route takes at once after a rest: the size of its token bucket.",
      minimum: 1,
      maximum: 5000,
    }),
  },
  {
    title: "Throttle",
    description: "How much each route takes; what is more is answered with 429. The limits are an account's own quotas.",
  },
);

const Uploads = Type.Object(
  {
    bucket: Type.String({ title: "Bucket", description: "The bucket that the parts go to." }),
    largestBytes: Type.Integer({
      title: "Largest file",
      description: "The largest file that is taken, in bytes: what one run of the calculator can read within its time-out.",
      minimum: 1,
      maximum: 5_497_558_138_880,
    }),
    smallestPartBytes: Type.Integer({
      title: "Smallest part",
      description: "Size of the parts of small files, in whole MiB, in bytes. S3 takes none under 5 MiB but the last.",
      minimum: 5_242_880,
      maximum: 5_368_709_120,
      multipleOf: 1_048_576,
    }),
    largestPartBytes: Type.Integer({
      title: "Largest part",
      description: "Parts grow up to this so that there are not more than 1,000, in whole MiB, in bytes; then there are more.",
      minimum: 5_242_880,
      maximum: 5_368_709_120,
      multipleOf: 1_048_576,
    }),
    expiryHours: Type.Integer({
      title: "Expiry",
      description: "How long an upload may take, in hours. What the bucket throws away by itself has to be older.",
      minimum: 1,
      maximum: 168,
    }),
    urlLifetimeSeconds: Seconds("Lifetime of URLs", "How long a part's URL can be used.", 60, 43_200),
  },
  { title: "Uploads", description: "Files that are sent in parts." },
);

const Api = Type.Object(
  {
    timeoutSeconds: Seconds("Time-out", "How long a request may take.", 1, 30),
    maxBodyBytes: Type.Integer({
      title: "Largest body",
      description:
        "The largest request body that a function takes, in bytes. A Lambda event holds 6 MiB, and base64 adds a third, JSON escaping somewhat more.",
      minimum: 1,
      maximum: 4_500_000,
    }),
    cors: Cors,
    throttle: Throttle,
    overdueAfterSeconds: Seconds(
      "Overdue after",
      "How long after it was accepted a submission without a result is called overdue: longer than one run of the calculator.",
      1,
      86_400,
    ),
    routes: Type.Array(Route, { title: "Routes", description: "What the API serves.", minItems: 1 }),
    fallback: Type.String({ title: "Fallback", description: "The function that answers what no route matches ($default)." }),
    uploads: Uploads,
  },
  { title: "Api", description: "The HTTP API." },
);

const FunctionSettings = Type.Object(
  {
    memoryMb: Type.Integer({ title: "Memory", description: "Memory of the function, in MiB.", minimum: 128, maximum: 10_240 }),
    timeoutSeconds: Seconds("Time-out", "How long one run may take.", 1, 900),
    reads: Names("Reads", "Buckets whose objects it reads. Sets {BUCKET}_BUCKET."),
    writes: Names("Writes", "Buckets it writes objects to. Sets {BUCKET}_BUCKET."),
    assembles: Type.Optional(
      Names(
        "Assembles",
        "Of these buckets, those in which it makes objects of parts (multipart uploads), and gives up what it does not finish.",
      ),
    ),
    sends: Names("Sends", "Queues it sends messages to. Sets {QUEUE}_QUEUE_URL."),
    publishes: Names("Publishes", "Topics it publishes to. Sets {TOPIC}_TOPIC_ARN."),
    linksToApi: Type.Optional(
      Type.Boolean({
        title: "Links to the API",
        description: "Whether what it writes leads to the API. Sets API_URL, without a slash at its end.",
      }),
    ),
  },
  {
    title: "Function settings",
    description: "A function, what it may do, and so which environment variables it has.",
  },
);

const Retry = Type.Object(
  {
    firstDelaySeconds: Seconds("First delay", "Wait before the second try; it doubles from try to try.", 1, 43_200),
    longestDelaySeconds: Seconds("Longest delay", "No wait is longer.", 1, 43_200),
  },
  { title: "Retry", description: "How failed messages are backed off." },
);

const QueueSettings = Type.Object(
  {
    carries: Names("Carries", "The events that lie on the queue, by contract name."),
    consumer: Type.String({
      title: "Consumer",
      description: "The function that works on it. Sets its {QUEUE}_QUEUE_URL and {QUEUE}_DEAD_LETTER_QUEUE_URL.",
    }),
    batchSize: Type.Integer({
      title: "Batch size",
      description: "Most messages in one run. Above 10 a batching window is needed.",
      minimum: 1,
      maximum: 10_000,
    }),
    batchingWindowSeconds: Seconds("Batching window", "How long a batch is gathered.", 0, 300),
    maximumConcurrency: Type.Integer({
      title: "Maximum concurrency",
      description: "Most runs at the same time.",
      minimum: 2,
      maximum: 1000,
    }),
    visibilityTimeoutSeconds: Seconds(
      "Visibility time-out",
      "How long a message in work stays hidden: at least six times the consumer's time-out plus the batching window.",
      1,
      43_200,
    ),
    maxReceiveCount: Count("Tries", "How often a message is tried before it goes to the dead-letter queue."),
    retry: Retry,
    retentionDays: Type.Integer({ title: "Retention", description: "How long a message is kept, in days.", minimum: 1, maximum: 14 }),
    deadLetterRetentionDays: Type.Integer({
      title: "Dead-letter retention",
      description: "How long the dead-letter queue keeps a message, in days.",
      minimum: 1,
      maximum: 14,
    }),
  },
  { title: "Queue settings", description: "A queue, its consumer and its dead-letter queue." },
);

const Purpose = Type.Object(
  { purpose: Type.String({ title: "Purpose", description: "What it is for." }) },
  { title: "Purpose", description: "A resource that needs no setting of its own." },
);

const TopicSettings = Type.Object(
  {
    purpose: Type.String({ title: "Purpose", description: "What it is for." }),
    carries: Type.Optional(Names("Carries", "The events that are published to it, by contract name. Without them it is texts for people.")),
    mostPerSecond: Type.Optional(
      Type.Integer({
        title: "Most a second",
        description:
          "No more messages than these are published in any second, by all runs together. SNS suspends an e-mail subscription that gets more than ten.",
        minimum: 1,
        maximum: 10,
      }),
    ),
  },
  { title: "Topic settings", description: "A topic, and how much is published to it." },
);

export const Pipeline = Type.Object(
  {
    $schema: Type.String({ title: "Schema", description: "This contract, for editors." }),
    api: Api,
    functions: Named(FunctionSettings, "Functions", "The functions, by name: the folder in functions/."),
    queues: Named(QueueSettings, "Queues", "The queues, by name."),
    buckets: Named(Purpose, "Buckets", "The buckets, by name."),
    topics: Named(TopicSettings, "Topics", "The topics, by name."),
  },
  {
    title: "Pipeline",
    description: "Scoreline's topology: what there is, how it is joined and how it is set.",
  },
);
